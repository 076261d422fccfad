package dev.eventpatterns.multibroker.broker;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A message that stands behind others in a queue of orders. Who consumes it answers once
 * the orders before it are done.
 *
 * @param context whose orders are meant; null: all
 * @param before orders from this position on are not meant
 */
public record FenceMessage(@Nullable String context, long before) {

	/** The message type of a fence. */
	public static final String TYPE = "multi-broker.fence";

	/** What the broker turns into an address at which the asking channel is reached. */
	public static final String REPLIES = "amq.rabbitmq.reply-to";

	private static final String CONTEXT_HEADER = "context";

	private static final String BEFORE_HEADER = "multi-broker-before";

	/** A fence behind all that is in the queue. */
	public static FenceMessage behindAll() {
		return new FenceMessage(null, Long.MAX_VALUE);
	}

	/** Whether a message is a fence. */
	public static boolean isFence(AMQP.BasicProperties properties) {
		return TYPE.equals(properties.getType());
	}

	/**
	 * Reads a fence, or the answer to one.
	 * @param properties the message's
	 */
	public static FenceMessage of(AMQP.BasicProperties properties) {
		Map<String, Object> headers = (properties.getHeaders() != null) ? properties.getHeaders() : Map.of();
		Object context = headers.get(CONTEXT_HEADER);
		long before = (headers.get(BEFORE_HEADER) instanceof Number number) ? number.longValue() : Long.MAX_VALUE;
		return new FenceMessage((context != null) ? context.toString() : null, before);
	}

	/**
	 * Puts a fence behind what is in a queue, persistent as the orders before it are.
	 * @param channel consumes from {@link #REPLIES}
	 * @throws IOException if the channel is lost
	 */
	public void put(Channel channel, String queue) throws IOException {
		channel.basicPublish("", queue, properties().replyTo(REPLIES).deliveryMode(2).build(), new byte[0]);
	}

	/** The properties of the answer. */
	public AMQP.BasicProperties answer() {
		return properties().build();
	}

	private AMQP.BasicProperties.Builder properties() {
		Map<String, Object> headers = new HashMap<>();
		headers.put(BEFORE_HEADER, this.before);
		if (this.context != null) {
			headers.put(CONTEXT_HEADER, this.context);
		}
		return new AMQP.BasicProperties.Builder().type(TYPE).headers(headers);
	}

}
