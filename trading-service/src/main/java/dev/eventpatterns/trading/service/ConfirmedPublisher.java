package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;

/**
 * Publishes without waiting, and calls back once the broker has taken a message over. A
 * message that it refuses or cannot route breaks the session: what was to be acknowledged
 * then is delivered again. There are never more messages open than deliveries
 * unacknowledged.
 */
final class ConfirmedPublisher {

	private final Channel channel;

	private final ConcurrentNavigableMap<Long, Open> open = new ConcurrentSkipListMap<>();

	private final Consumer<String> whenBroken;

	/** The broker confirms a message right after returning it: no confirm counts then. */
	private volatile boolean broken;

	/** When the broker last began to read, as {@link System#nanoTime()}. */
	private volatile long readableSince = System.nanoTime();

	private volatile boolean blocked;

	ConfirmedPublisher(Channel channel, Consumer<String> whenBroken) throws IOException {
		this.channel = channel;
		this.whenBroken = whenBroken;
		channel.getConnection().addBlockedListener((reason) -> this.blocked = true, () -> {
			this.readableSince = System.nanoTime();
			this.blocked = false;
		});
		channel.addReturnListener((returned) -> breakOff("no queue takes messages for " + returned.getExchange() + "/"
				+ returned.getRoutingKey() + ": " + returned.getReplyText()));
		channel.addConfirmListener(this::confirmed,
				(sequence, multiple) -> breakOff("the broker refused a message (is its queue full?)"));
		channel.confirmSelect();
	}

	private void breakOff(String reason) {
		this.broken = true;
		this.whenBroken.accept(reason);
	}

	/**
	 * Publishes.
	 * @param mandatory whether it must reach a queue; a fanout without listeners is fine
	 * @param takenOver called on a thread of the connection
	 * @throws IOException if the channel is lost; nothing is called then
	 */
	synchronized void publish(String exchange, String routingKey, boolean mandatory, AMQP.BasicProperties properties,
			byte[] body, Runnable takenOver) throws IOException {
		this.open.put(this.channel.getNextPublishSeqNo(), new Open(System.nanoTime(), takenOver));
		this.channel.basicPublish(exchange, routingKey, mandatory, properties, body);
	}

	private void confirmed(long sequence, boolean multiple) {
		if (this.broken) {
			return;
		}
		if (multiple) {
			Map<Long, Open> confirmed = this.open.headMap(sequence, true);
			confirmed.values().forEach((message) -> message.takenOver.run());
			confirmed.clear();
			return;
		}
		Open message = this.open.get(sequence);
		if (message != null) {
			// Whoever waits until nothing is open waits for what is done about it, too.
			message.takenOver.run();
			this.open.remove(sequence);
		}
	}

	/** Whether all that was published is confirmed. */
	boolean isIdle() {
		return this.open.isEmpty();
	}

	/**
	 * How long the oldest confirm has been missing while the broker took messages, in
	 * nanoseconds. A broker that has raised an alarm takes none, which is no fault.
	 */
	long overdueNanos() {
		Map.Entry<Long, Open> oldest = this.open.firstEntry();
		if (oldest == null || this.blocked) {
			return 0;
		}
		long now = System.nanoTime();
		return Math.min(now - oldest.getValue().publishedAt, now - this.readableSince);
	}

	private record Open(long publishedAt, Runnable takenOver) {
	}

}
