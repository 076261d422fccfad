package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.threaddelegate.SidingLabel;
import dev.eventpatterns.threaddelegate.Sidings;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.threaddelegate.Yard;
import dev.eventpatterns.trading.service.QueueChannel;
import dev.eventpatterns.trading.service.QueueSession;

/** The sidings of one queue during one stay. */
final class SidingQueues implements Yard<ReceivedOrder>, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(SidingQueues.class);

	private final String session = UUID.randomUUID().toString();

	private final AtomicLong names = new AtomicLong();

	private final ThreadDelegateProperties properties;

	private final String orders;

	private final Intake intake;

	private final ThreadDelegateMeters meters;

	private final SidingPublisher publisher;

	private final LabelQueue labels;

	private final Sidings<ReceivedOrder> sidings;

	private final List<QueueChannel> channels = new ArrayList<>();

	private final List<GatheredAcks> acks = new ArrayList<>();

	SidingQueues(QueueSession queues, String orders, ThreadDelegateProperties properties, Intake intake,
			ThreadDelegateMeters meters) throws IOException {
		this.orders = orders;
		this.properties = properties;
		this.intake = intake;
		this.meters = meters;
		this.publisher = new SidingPublisher();
		this.labels = new LabelQueue(queues, ThreadDelegateTopology.labels(orders), this.publisher, this.session);
		for (int siding = 1; siding <= properties.sidings(); siding++) {
			this.channels.add(queues.furtherChannel());
		}
		this.sidings = new Sidings<>(properties.usableSidings(), properties.contextBound(),
				() -> this.session + ":" + this.names.incrementAndGet(), this);
	}

	/**
	 * What says whose the sidings are; nothing else may be consumed before it is read.
	 */
	LabelQueue labels() {
		return this.labels;
	}

	/**
	 * Begins to consume from the sidings.
	 * @param inUse the labels found
	 * @throws IOException if a siding cannot be consumed from
	 */
	void consume(List<SidingLabel> inUse) throws IOException {
		for (SidingLabel label : inUse) {
			if (label.siding() > this.channels.size()) {
				throw new IOException("siding " + label.siding() + " still has orders of " + label.context()
						+ ": set thread-delegate.sidings to at least " + label.siding() + " until they are handled");
			}
			this.sidings.recover(label);
		}
		for (int number = 1; number <= this.channels.size(); number++) {
			int siding = number;
			GatheredAcks gathered = new GatheredAcks(this.properties.contextBound(), channel(siding)::acknowledge);
			this.acks.add(gathered);
			channel(siding).consume(queue(siding), this.properties.contextBound(),
					(message) -> returned(siding, gathered, message));
		}
	}

	private QueueChannel channel(int siding) {
		return this.channels.get(siding - 1);
	}

	private void returned(int siding, GatheredAcks gathered, Delivery message) {
		gathered.received(message);
		String opening = SidingMessages.opening(message);
		if (opening == null) {
			this.intake.refuse(message, gathered, new IllegalArgumentException("put into a siding by somebody else"));
			return;
		}
		String place = SidingMessages.place(message);
		boolean mark = SidingMessages.isMark(message);
		ReceivedOrder received = mark ? null : this.intake.read(SidingMessages.original(message), gathered);
		if (mark) {
			gathered.done(message);
		}
		if (received != null) {
			this.sidings.returned(siding, opening, place, received);
		}
		else {
			this.sidings.markReturned(siding, opening, place);
		}
		gathered.send();
	}

	Sidings<ReceivedOrder> sidings() {
		return this.sidings;
	}

	/** Sends the acks that have waited for long. */
	void tick() {
		this.acks.forEach(GatheredAcks::tick);
	}

	/** Sends all acks. */
	void flush() {
		this.acks.forEach(GatheredAcks::flush);
	}

	@Override
	public void label(SidingLabel label) {
		log.info("{} has more than {} orders in memory: the next ones go to siding {}", label.context(),
				this.properties.contextBound(), label.siding());
		this.labels.store(label, () -> this.sidings.labelled(label));
	}

	@Override
	public void unlabel(SidingLabel label) {
		log.info("{} has no more orders in siding {}", label.context(), label.siding());
		this.labels.remove(label);
	}

	@Override
	public void put(SidingLabel label, String place, ReceivedOrder received) {
		this.meters.sided();
		this.publisher.publish(channel(label.siding()), queue(label.siding()),
				SidingMessages.event(received.message(), label, place), received.message().getBody(), () -> {
					this.sidings.stored(label, received);
					received.acks().send();
				});
	}

	@Override
	public void mark(SidingLabel label, String place) {
		this.publisher.publish(channel(label.siding()), queue(label.siding()), SidingMessages.mark(label, place));
	}

	@Override
	public void run(String account, ReceivedOrder received) {
		this.intake.run(received);
	}

	@Override
	public void settle(ReceivedOrder received) {
		received.acks().done(received.message());
	}

	private String queue(int siding) {
		return ThreadDelegateTopology.siding(this.orders, siding);
	}

	/** Publishes nothing more; to be called when the stay is over. */
	@Override
	public void close() {
		this.publisher.close();
	}

	/** Where orders go from here. */
	interface Intake {

		/**
		 * Reads an order, or hands it over to the workflow queue.
		 * @return the order, or null if it was malformed
		 */
		@Nullable ReceivedOrder read(Delivery message, GatheredAcks acks);

		/** Hands over what is no order. */
		void refuse(Delivery message, GatheredAcks acks, Throwable cause);

		/** Lets an order be handled behind all others of its account. */
		void run(ReceivedOrder received);

	}

}
