package dev.eventpatterns.workflowprocessor.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.workflowprocessor.FailedEvent;

/**
 * Finds out whose order a message is. Where the body cannot be read, its headers may
 * tell, or a part of it that can be read.
 */
public final class SubjectReader {

	/** As much of a body as is looked at when it is no order. */
	private static final int LOOKED_AT = 4_096;

	private static final Pattern ORDER_ID = Pattern.compile("\"orderId\"\\s{0,9}:\\s{0,9}\"([A-Za-z0-9._:-]{1,64})\"");

	private static final Pattern ACCOUNT = Pattern.compile("\"account\"\\s{0,9}:\\s{0,9}\"([A-Za-z0-9._-]{1,32})\"");

	private SubjectReader() {
	}

	static FailedEvent.Subject read(byte[] body, BasicProperties properties, @Nullable Map<String, Object> headers) {
		String context = Texts.printable(Headers.text(headers, TradeOrderMessages.CONTEXT_HEADER), Texts.SHORT);
		String id = Texts.printable(properties.getMessageId(), Texts.SHORT);
		try {
			TradeOrder order = TradeOrderMessages.read(body, properties.getContentType(), properties.getMessageId());
			return new FailedEvent.Subject(order.orderId(), (context != null) ? context : order.account());
		}
		catch (MalformedOrderException ex) {
			String text = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.UTF_8);
			String written = first(ORDER_ID, text);
			return new FailedEvent.Subject((written != null) ? written : id,
					(context != null) ? context : first(ACCOUNT, text));
		}
	}

	/**
	 * The id under which a consumer will know an order.
	 * @param messageId that of its message
	 * @return that of the body if it has one, else that of the message
	 */
	public static @Nullable String orderId(byte[] body, @Nullable String contentType, @Nullable String messageId) {
		return read(body, new BasicProperties.Builder().contentType(contentType).messageId(messageId).build(), null)
			.orderId();
	}

	private static @Nullable String first(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? matcher.group(1) : null;
	}

}
