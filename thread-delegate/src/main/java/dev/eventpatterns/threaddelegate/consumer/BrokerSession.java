package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;

import dev.eventpatterns.threaddelegate.Completions;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * One stay at the queue, from connect to connection lost. What was not acknowledged by
 * then is delivered again, in its old order, to the next stay.
 * <p>
 * It never cancels its consumer to stop: the broker would pass the queue on to another
 * instance while events are in the hands of this one. Closing the channel passes on queue
 * and events together.
 */
final class BrokerSession implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(BrokerSession.class);

	private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

	/** An ack goes out when it covers this part of the prefetch. */
	private static final int ACKS_PER_WINDOW = 4;

	private static final AMQP.BasicProperties JSON = new AMQP.BasicProperties.Builder().contentType("application/json")
		.deliveryMode(2)
		.build();

	private final ThreadDelegateProperties properties;

	private final Connection connection;

	private final Channel channel;

	private final ConfirmedPublisher publisher;

	private final Completions completions = new Completions();

	private final CountDownLatch lost = new CountDownLatch(1);

	/** Guarded by this. */
	private boolean closed;

	BrokerSession(Connection connection, ThreadDelegateProperties properties) throws IOException {
		this.properties = properties;
		this.connection = connection;
		connection.addShutdownListener((cause) -> this.lost.countDown());
		this.channel = openChannel();
		this.publisher = new ConfirmedPublisher(openChannel(), this::breakOff);
	}

	private Channel openChannel() throws IOException {
		Channel opened = this.connection.createChannel();
		if (opened == null) {
			throw new IOException("the broker grants no further channel");
		}
		opened.addShutdownListener((cause) -> this.lost.countDown());
		return opened;
	}

	/** Consumes until the queue is lost. */
	void run(DeliverCallback received) throws IOException, InterruptedException {
		this.channel.basicQos(this.properties.prefetch());
		this.channel.basicConsume(this.properties.queue().orders(), false,
				(tag, message) -> receive(received, tag, message), (tag) -> this.lost.countDown());
		log.info("Consuming from {}", this.properties.queue().orders());
		while (!this.lost.await(this.properties.ackInterval().toMillis(), TimeUnit.MILLISECONDS)) {
			acknowledge(true);
			if (this.publisher.oldestNanos() > this.properties.confirmTimeout().toNanos()) {
				breakOff("no confirm within " + this.properties.confirmTimeout().toMillis() + " ms");
			}
		}
	}

	/**
	 * After the stay nothing comes through: it would overtake what is delivered again.
	 */
	private synchronized void receive(DeliverCallback received, String consumer, com.rabbitmq.client.Delivery message)
			throws IOException {
		if (!this.closed) {
			this.completions.received(message.getEnvelope().getDeliveryTag());
			received.handle(consumer, message);
		}
	}

	/** Publishes what was done with a delivery, which is acknowledged then. */
	void processed(Delivery delivery, byte[] event) {
		publish(ThreadDelegateTopology.PROCESSED_EXCHANGE, "", false, JSON, event, delivery.tag());
	}

	/** Hands a delivery over to the workflow queue; it is acknowledged then. */
	void handOver(Envelope envelope, AMQP.BasicProperties properties, byte[] body, Throwable cause) {
		Map<String, Object> headers = (properties.getHeaders() != null) ? new HashMap<>(properties.getHeaders())
				: new HashMap<>();
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_MESSAGE, String.valueOf(cause.getMessage()));
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE, cause.toString());
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_EXCHANGE, envelope.getExchange());
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY, envelope.getRoutingKey());
		publish(OrderTopology.WORKFLOW_EXCHANGE, OrderTopology.WORKFLOW_QUEUE, true,
				properties.builder().headers(headers).deliveryMode(2).userId(null).build(), body,
				envelope.getDeliveryTag());
	}

	private void publish(String exchange, String key, boolean mandatory, AMQP.BasicProperties properties, byte[] body,
			long tag) {
		try {
			this.publisher.publish(exchange, key, mandatory, properties, body, () -> done(tag));
		}
		catch (IOException | RuntimeException ex) {
			// Also what the client refuses to send: it must not end the delegate.
			breakOff("cannot publish: " + ex);
		}
	}

	/** The delivery may be acknowledged. */
	void done(long tag) {
		this.completions.done(tag);
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
		try {
			long prefix = this.completions.takePrefix();
			if (prefix > 0) {
				this.channel.basicAck(prefix, true);
			}
			for (long single : singlesToo ? this.completions.takeSingles() : List.<Long>of()) {
				this.channel.basicAck(single, false);
			}
		}
		catch (IOException | AlreadyClosedException ex) {
			log.debug("Acknowledgement came too late", ex);
		}
	}

	private void breakOff(String reason) {
		if (this.lost.getCount() > 0) {
			log.warn("Gives up its connection, and what is unacknowledged comes again: {}", reason);
			this.lost.countDown();
		}
	}

	/** Acknowledges what is done, and gives back the rest. */
	@Override
	public void close() {
		awaitConfirms();
		acknowledge(true);
		this.connection.abort(CLOSE_TIMEOUT_MILLIS);
		synchronized (this) {
			this.closed = true;
		}
	}

	/** So that a restart leaves few duplicates. */
	private void awaitConfirms() {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MILLIS);
		try {
			while (this.publisher.oldestNanos() > 0 && System.nanoTime() < deadline) {
				if (this.lost.await(5, TimeUnit.MILLISECONDS)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
