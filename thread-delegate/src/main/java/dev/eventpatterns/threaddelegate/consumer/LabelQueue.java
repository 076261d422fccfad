package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.threaddelegate.HoldLabel;
import dev.eventpatterns.threaddelegate.HoldLabels;
import dev.eventpatterns.threaddelegate.SidingLabel;
import dev.eventpatterns.threaddelegate.SidingLabels;
import dev.eventpatterns.trading.service.QueueChannel;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * The queue that says whose orders are in the sidings and which accounts are held, during
 * one stay.
 */
final class LabelQueue {

	private static final Logger log = LoggerFactory.getLogger(LabelQueue.class);

	/** As many as there are: none may be kept back. */
	private static final int ALL = 0;

	private final String name;

	private final SidingPublisher publisher;

	private final QueueChannel channel;

	private final SidingLabels labels;

	private final HoldLabels holds;

	private final CompletableFuture<Found> found = new CompletableFuture<>();

	LabelQueue(QueueSession queues, String name, SidingPublisher publisher, String probe) throws IOException {
		this.name = name;
		this.publisher = publisher;
		this.channel = queues.furtherChannel();
		this.labels = new SidingLabels(probe,
				(text) -> publisher.publish(this.channel, name, SidingMessages.probe(text)), this::acknowledge);
		this.holds = new HoldLabels(this::acknowledge);
	}

	private void acknowledge(long tag) {
		this.channel.acknowledge(tag, false);
	}

	/**
	 * Learns what a former stay has left; nothing else may be consumed before that.
	 * @param patience how long that may take
	 * @throws IOException if the queue cannot be consumed from
	 * @throws TimeoutException if it takes longer
	 * @throws InterruptedException if interrupted while waiting
	 */
	Found read(Duration patience) throws IOException, TimeoutException, InterruptedException {
		this.channel.consume(this.name, ALL, this::received);
		this.labels.start();
		try {
			return this.found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
	}

	private void received(Delivery message) {
		long tag = message.getEnvelope().getDeliveryTag();
		SidingLabel label = SidingMessages.label(message);
		HoldLabel hold = HoldMessages.label(message);
		String released = HoldMessages.released(message);
		String probe = SidingMessages.probe(message);
		if (label != null) {
			this.labels.label(tag, label);
		}
		else if (hold != null) {
			this.holds.label(tag, hold);
		}
		else if (released != null) {
			this.holds.released(tag, released);
		}
		else if (probe != null) {
			List<SidingLabel> inUse = this.labels.probe(tag, probe);
			if (inUse != null) {
				this.found.complete(new Found(inUse, this.holds.inForce()));
			}
		}
		else {
			log.warn("Dropped what is no label from {}", this.name);
			acknowledge(tag);
		}
	}

	/**
	 * Stores a label.
	 * @param stored called once it is there
	 */
	void store(SidingLabel label, Runnable stored) {
		this.labels.add(label);
		this.publisher.publish(this.channel, this.name, SidingMessages.label(label), stored);
	}

	void remove(SidingLabel label) {
		this.labels.remove(label.opening());
	}

	/**
	 * Stores that an account is held.
	 * @param stored called once it is there, by a thread that may publish
	 */
	void hold(HoldLabel label, Runnable stored) {
		this.publisher.publish(this.channel, this.name, HoldMessages.label(label), () -> this.publisher.soon(stored));
	}

	/**
	 * Stores that an account is held no longer.
	 * @param stored called once it is there
	 */
	void release(HoldLabel label, Runnable stored) {
		this.publisher.publish(this.channel, this.name, HoldMessages.released(label), stored);
	}

	/**
	 * What a former stay has left.
	 *
	 * @param inUse the sidings that hold orders
	 * @param held the accounts that are held
	 */
	record Found(List<SidingLabel> inUse, List<HoldLabel> held) {
	}

}
