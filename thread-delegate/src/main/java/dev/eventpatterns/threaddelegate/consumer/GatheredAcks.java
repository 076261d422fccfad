package dev.eventpatterns.threaddelegate.consumer;

import java.util.List;

import com.rabbitmq.client.Delivery;

import dev.eventpatterns.threaddelegate.Completions;

/**
 * The acknowledgements of one channel, gathered: a quorum queue writes each to its log.
 */
final class GatheredAcks {

	/** An ack goes out when it covers this part of the prefetch. */
	private static final int ACKS_PER_WINDOW = 4;

	private final int worthwhile;

	private final Target target;

	private final Completions completions = new Completions();

	GatheredAcks(int prefetch, Target target) {
		this.worthwhile = Math.max(1, prefetch / ACKS_PER_WINDOW);
		this.target = target;
	}

	void received(Delivery message) {
		this.completions.received(message.getEnvelope().getDeliveryTag());
	}

	/** The message may be acknowledged. */
	void done(Delivery message) {
		this.completions.done(message.getEnvelope().getDeliveryTag());
		send(false);
	}

	/** Acknowledges all that is done. */
	void flush() {
		send(true);
	}

	/** How many messages are not done. */
	int unfinished() {
		return this.completions.unfinished();
	}

	/** One at a time: an ack that is overtaken by a later one would be refused. */
	private void send(boolean all) {
		synchronized (this.completions) {
			int waiting = this.completions.unacknowledged();
			boolean worthIt = waiting >= this.worthwhile;
			if (waiting > 0 && (all || worthIt || this.completions.allDone())) {
				long prefix = this.completions.takePrefix();
				if (prefix > 0) {
					this.target.acknowledge(prefix, true);
				}
				for (long single : (all || worthIt) ? this.completions.takeSingles() : List.<Long>of()) {
					this.target.acknowledge(single, false);
				}
			}
		}
	}

	/** Sends an ack. */
	@FunctionalInterface
	interface Target {

		void acknowledge(long tag, boolean multiple);

	}

}
