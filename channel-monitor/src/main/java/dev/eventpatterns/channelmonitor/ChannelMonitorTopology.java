package dev.eventpatterns.channelmonitor;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;

import dev.eventpatterns.trading.service.ControlEvent;

/**
 * The exchange of the samples, the queue of one who listens to it, and the queue in which
 * the control room hears of decisions. The watched queues belong to others: the monitor
 * declares none of them.
 */
public final class ChannelMonitorTopology {

	/** Topic exchange of the samples; the routing key is the channel's queue. */
	public static final String EXCHANGE = "channel-monitor";

	/** A listener that hangs must not fill the broker: old samples make room. */
	private static final int KEPT = 100_000;

	/** So many decisions nobody reads anyway. */
	private static final int KEPT_DECISIONS = 10_000;

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

	/**
	 * Declares a queue for one who wants to hear of all decisions, which ends with its
	 * connection.
	 * @return the queue's name
	 */
	public static String listenToDecisions(Channel channel) throws IOException {
		channel.exchangeDeclare(ControlEvent.EXCHANGE, BuiltinExchangeType.TOPIC, true);
		String queue = channel.queueDeclare("", false, true, true, Map.of("x-max-length", KEPT_DECISIONS)).getQueue();
		channel.queueBind(queue, ControlEvent.EXCHANGE, "#");
		return queue;
	}

}
