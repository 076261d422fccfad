package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * One stay at queues, from connect to connection lost: a channel to consume on, and one
 * to publish on. What was not acknowledged by its end is delivered again, in its old
 * order, to the next stay.
 * <p>
 * It never cancels a consumer to stop: the broker would pass the queue on to another
 * instance while messages are in the hands of this one. Closing the connection passes on
 * queue and messages together. May be used by any number of threads.
 */
public final class QueueSession implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(QueueSession.class);

	private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

	private static final AMQP.BasicProperties JSON = new AMQP.BasicProperties.Builder().contentType("application/json")
		.deliveryMode(2)
		.build();

	private final Connection connection;

	private final Duration confirmTimeout;

	private final CountDownLatch lost = new CountDownLatch(1);

	private final Channel channel;

	private final ConfirmedPublisher publisher;

	private volatile boolean closed;

	/**
	 * Begins a stay.
	 * @param connection a connection that nobody else uses; closed with the session
	 * @param confirmTimeout how long the broker may take to confirm what is published
	 * before the session is given up
	 * @throws IOException if the broker grants no channels; the connection is closed then
	 */
	public QueueSession(Connection connection, Duration confirmTimeout) throws IOException {
		this.connection = connection;
		this.confirmTimeout = confirmTimeout;
		connection.addShutdownListener((cause) -> this.lost.countDown());
		try {
			this.channel = openChannel();
			this.publisher = new ConfirmedPublisher(openChannel(), this::breakOff);
		}
		catch (IOException | RuntimeException ex) {
			// Nobody else knows of this connection yet.
			connection.abort();
			throw ex;
		}
	}

	private Channel openChannel() throws IOException {
		Channel opened = this.connection.createChannel();
		if (opened == null) {
			throw new IOException("the broker grants no further channel");
		}
		opened.addShutdownListener((cause) -> this.lost.countDown());
		return opened;
	}

	/**
	 * Consumes from a queue. After the session is closed nothing comes through: it would
	 * overtake what is delivered again.
	 * @param queue its name
	 * @param prefetch how many messages may be unacknowledged, 1 to 65,535
	 * @param received told about each message in the order of the queue, by one thread;
	 * what it throws ends the session
	 * @throws IOException if the queue cannot be consumed from
	 */
	public void consume(String queue, int prefetch, Consumer<Delivery> received) throws IOException {
		this.channel.basicQos(prefetch);
		this.channel.basicConsume(queue, false, (tag, message) -> whileOpen(() -> received.accept(message)),
				(tag) -> this.lost.countDown());
		log.info("Consuming from {}", queue);
	}

	/**
	 * Does what must not be done after the stay, or all would be done twice.
	 * @param action must not wait for anything
	 */
	public synchronized void whileOpen(Runnable action) {
		if (!this.closed) {
			action.run();
		}
	}

	/**
	 * Waits until the session is lost, and gives it up when a confirm is overdue.
	 * @param interval how often to look
	 * @param eachTime done each time, on this thread
	 * @throws InterruptedException when the application stops
	 */
	public void awaitLoss(Duration interval, Runnable eachTime) throws InterruptedException {
		while (!this.lost.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
			eachTime.run();
			if (this.publisher.overdueNanos() > this.confirmTimeout.toNanos()) {
				breakOff("no confirm within " + this.confirmTimeout.toMillis() + " ms");
			}
		}
	}

	/** Whether nothing more can be expected of this session. */
	public boolean isLost() {
		return this.lost.getCount() == 0;
	}

	/**
	 * Publishes what was done, for whoever listens.
	 * @param exchange a fanout exchange
	 * @param event JSON
	 * @param takenOver called once the broker has it, by a thread of the connection
	 */
	public void tell(String exchange, byte[] event, Runnable takenOver) {
		publish(exchange, "", false, JSON, event, takenOver);
	}

	/**
	 * Hands a message over to the workflow queue, with what went wrong.
	 * @param message the message, as it came
	 * @param cause what went wrong
	 * @param takenOver called once it is there: the original may be acknowledged
	 */
	public void handOver(Delivery message, Throwable cause, Runnable takenOver) {
		publish(OrderTopology.WORKFLOW_EXCHANGE, OrderTopology.WORKFLOW_QUEUE, true, FailedMessages.of(message, cause),
				message.getBody(), takenOver);
	}

	/**
	 * Publishes. What the broker refuses, returns or does not confirm in time ends the
	 * session, and nothing is called then.
	 * @param mandatory whether it must reach a queue
	 * @param takenOver called once the broker has it, by a thread of the connection
	 */
	public void publish(String exchange, String routingKey, boolean mandatory, AMQP.BasicProperties properties,
			byte[] body, Runnable takenOver) {
		try {
			this.publisher.publish(exchange, routingKey, mandatory, properties, body, takenOver);
		}
		catch (IOException | RuntimeException ex) {
			// Also what the client refuses to send: it must not end the caller's thread.
			breakOff("cannot publish: " + ex);
		}
	}

	/**
	 * Acknowledges. An ack that comes too late is no fault: the message is delivered
	 * again.
	 * @param tag the delivery tag
	 * @param multiple whether it covers all deliveries before
	 */
	public void acknowledge(long tag, boolean multiple) {
		try {
			this.channel.basicAck(tag, multiple);
		}
		catch (IOException | AlreadyClosedException ex) {
			log.debug("Acknowledgement came too late", ex);
		}
	}

	/**
	 * Ends the stay: what is unacknowledged comes again.
	 * @param reason for the log
	 */
	public void breakOff(String reason) {
		if (!isLost()) {
			log.warn("Gives up its connection, and what is unacknowledged comes again: {}", reason);
			this.lost.countDown();
		}
	}

	/**
	 * Waits until what was published is confirmed, so that a restart leaves few
	 * duplicates, but no longer than a moment.
	 */
	public void awaitConfirms() {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MILLIS);
		try {
			while (!this.publisher.isIdle() && System.nanoTime() < deadline
					&& !this.lost.await(5, TimeUnit.MILLISECONDS)) {
				log.trace("Waiting for confirms");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Lets open confirms come in, and gives back what is unacknowledged. */
	@Override
	public void close() {
		this.closed = true;
		awaitConfirms();
		this.connection.abort(CLOSE_TIMEOUT_MILLIS);
		// Whoever was just receiving a message has finished when this gets its turn.
		whileOpen(() -> {
		});
	}

}
