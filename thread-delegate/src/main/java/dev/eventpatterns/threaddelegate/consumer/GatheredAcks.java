package dev.eventpatterns.threaddelegate.consumer;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.rabbitmq.client.Delivery;

import dev.eventpatterns.threaddelegate.Completions;

/**
 * The acknowledgements of one channel: few, and without delegates waiting for each other.
 * Each is a write to the network, and a quorum queue writes it to its log, so what is
 * done behind something that is not gets an ack of its own only if the gap stays open.
 */
final class GatheredAcks {

	/** An ack goes out when it covers this part of the prefetch. */
	private static final int ACKS_PER_WINDOW = 4;

	private final int worthwhile;

	private final Target target;

	private final Completions completions = new Completions();

	/** One at a time: an ack that is overtaken by a later one would be refused. */
	private final ReentrantLock sending = new ReentrantLock();

	GatheredAcks(int prefetch, Target target) {
		this.worthwhile = Math.max(1, prefetch / ACKS_PER_WINDOW);
		this.target = target;
	}

	void received(Delivery message) {
		this.completions.received(message.getEnvelope().getDeliveryTag());
	}

	/** The message may be acknowledged; {@link #send} it when no lock is held. */
	void done(Delivery message) {
		this.completions.done(message.getEnvelope().getDeliveryTag());
	}

	/**
	 * Acknowledges if that is worth it, or nothing else is being worked on. What comes
	 * while another thread sends goes out with the next ack, at the latest with the next
	 * {@link #tick}.
	 */
	void send() {
		if ((isWorthwhile() || this.completions.allDone()) && this.sending.tryLock()) {
			try {
				send(() -> isWorthwhile() ? this.completions.takeSingles() : List.of());
			}
			finally {
				this.sending.unlock();
			}
		}
	}

	private boolean isWorthwhile() {
		return this.completions.unacknowledged() >= this.worthwhile;
	}

	/** To be called now and then: no ack waits for longer than two of these. */
	void tick() {
		send(this.completions::takeOverdue);
	}

	/** Acknowledges all that is done. */
	void flush() {
		send(this.completions::takeSingles);
	}

	/** How many messages are not done. */
	int unfinished() {
		return this.completions.unfinished();
	}

	private void send(Supplier<List<Long>> singles) {
		this.sending.lock();
		try {
			long prefix = this.completions.takePrefix();
			if (prefix > 0) {
				this.target.acknowledge(prefix, true);
			}
			for (long single : singles.get()) {
				this.target.acknowledge(single, false);
			}
		}
		finally {
			this.sending.unlock();
		}
	}

	/** Sends an ack. */
	@FunctionalInterface
	interface Target {

		void acknowledge(long tag, boolean multiple);

	}

}
