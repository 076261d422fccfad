package dev.eventpatterns.channelmonitor;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;

/**
 * The exchange of the samples, and the queue of one who listens to it. The watched queues
 * belong to others: the monitor declares none of them.
 */
public final class ChannelMonitorTopology {

	/** Topic exchange of the samples; the routing key is the channel's queue. */
	public static final String EXCHANGE = "channel-monitor";

	/** A listener that hangs must not fill the broker: old samples make room. */
	private static final int KEPT = 100_000;

	private ChannelMonitorTopology() {
	}

	/** Declares the exchange. */
	public static void declare(Channel channel) throws IOException {
		channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, true);
	}

	/**
	 * Declares a queue for one listener, which ends with its connection.
	 * @param channel the listener's
	 * @param queues the channels to hear of; none stands for all
	 * @return the queue's name
	 */
	public static String listen(Channel channel, Collection<String> queues) throws IOException {
		declare(channel);
		String queue = channel.queueDeclare("", false, true, true, Map.of("x-max-length", KEPT)).getQueue();
		if (queues.isEmpty()) {
			channel.queueBind(queue, EXCHANGE, "#");
		}
		for (String each : queues) {
			channel.queueBind(queue, EXCHANGE, each);
		}
		return queue;
	}

}
