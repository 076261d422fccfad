package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;

import dev.eventpatterns.threaddelegate.Completions;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * One stay at the queue, whose acknowledgements are gathered: a quorum queue writes each
 * to its log.
 */
final class BrokerSession implements AutoCloseable {

	/** An ack goes out when it covers this part of the prefetch. */
	private static final int ACKS_PER_WINDOW = 4;

	private final ThreadDelegateProperties properties;

	private final QueueSession queues;

	private final Completions completions = new Completions();

	BrokerSession(Connection connection, ThreadDelegateProperties properties) throws IOException {
		this.properties = properties;
		this.queues = new QueueSession(connection, properties.confirmTimeout());
	}

	/** Consumes until the queue is lost. */
	void run(Consumer<Delivery> received) throws IOException, InterruptedException {
		this.queues.consume(this.properties.queue().orders(), this.properties.prefetch(), (message) -> {
			this.completions.received(message.getEnvelope().getDeliveryTag());
			received.accept(message);
		});
		this.queues.awaitLoss(this.properties.ackInterval(), () -> acknowledge(true));
	}

	/** Publishes what was done with a message, which is acknowledged then. */
	void processed(Delivery message, byte[] event) {
		this.queues.tell(ThreadDelegateTopology.PROCESSED_EXCHANGE, event, () -> done(message));
	}

	/** Hands a message over to the workflow queue; it is acknowledged then. */
	void handOver(Delivery message, Throwable cause) {
		this.queues.handOver(message, cause, () -> done(message));
	}

	/** The message may be acknowledged. */
	void done(Delivery message) {
		this.completions.done(message.getEnvelope().getDeliveryTag());
		acknowledge(false);
	}

	/** One at a time: an ack that is overtaken by a later one would be refused. */
	private void acknowledge(boolean all) {
		synchronized (this.completions) {
			int waiting = this.completions.unacknowledged();
			boolean worthIt = waiting >= Math.max(1, this.properties.prefetch() / ACKS_PER_WINDOW);
			if (waiting > 0 && (all || worthIt || this.completions.allDone())) {
				sendAcks(all || worthIt);
			}
		}
	}

	private void sendAcks(boolean singlesToo) {
		long prefix = this.completions.takePrefix();
		if (prefix > 0) {
			this.queues.acknowledge(prefix, true);
		}
		for (long single : singlesToo ? this.completions.takeSingles() : List.<Long>of()) {
			this.queues.acknowledge(single, false);
		}
	}

	/** Acknowledges what is done, and gives back the rest. */
	@Override
	public void close() {
		this.queues.awaitConfirms();
		acknowledge(true);
		this.queues.close();
	}

}
