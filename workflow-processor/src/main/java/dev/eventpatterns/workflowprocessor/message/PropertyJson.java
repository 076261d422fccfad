package dev.eventpatterns.workflowprocessor.message;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/** The properties of a message, without its headers, as JSON and back. */
public final class PropertyJson {

	private PropertyJson() {
	}

	/** As JSON: what is not set is left out. */
	public static String write(BasicProperties properties) {
		Map<String, Object> set = new LinkedHashMap<>();
		put(set, "contentType", properties.getContentType());
		put(set, "contentEncoding", properties.getContentEncoding());
		put(set, "deliveryMode", properties.getDeliveryMode());
		put(set, "priority", properties.getPriority());
		put(set, "correlationId", properties.getCorrelationId());
		put(set, "replyTo", properties.getReplyTo());
		put(set, "expiration", properties.getExpiration());
		put(set, "messageId", properties.getMessageId());
		put(set, "timestamp", properties.getTimestamp());
		put(set, "type", properties.getType());
		put(set, "userId", properties.getUserId());
		put(set, "appId", properties.getAppId());
		return HeaderJson.write(set);
	}

	private static void put(Map<String, Object> set, String name, @Nullable Object value) {
		if (value != null) {
			set.put(name, value);
		}
	}

	/** The properties again. */
	public static BasicProperties.Builder read(String json) {
		Map<String, Object> set = HeaderJson.read(json);
		return new BasicProperties.Builder().contentType(get(set, "contentType", Object::toString))
			.contentEncoding(get(set, "contentEncoding", Object::toString))
			.deliveryMode(get(set, "deliveryMode", Integer.class::cast))
			.priority(get(set, "priority", Integer.class::cast))
			.correlationId(get(set, "correlationId", Object::toString))
			.replyTo(get(set, "replyTo", Object::toString))
			.expiration(get(set, "expiration", Object::toString))
			.messageId(get(set, "messageId", Object::toString))
			.timestamp(get(set, "timestamp", Date.class::cast))
			.type(get(set, "type", Object::toString))
			.userId(get(set, "userId", Object::toString))
			.appId(get(set, "appId", Object::toString));
	}

	private static <T> @Nullable T get(Map<String, Object> set, String name, Function<Object, T> as) {
		Object value = set.get(name);
		return (value != null) ? as.apply(value) : null;
	}

}
