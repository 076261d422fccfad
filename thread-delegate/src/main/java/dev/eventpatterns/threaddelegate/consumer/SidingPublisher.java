package dev.eventpatterns.threaddelegate.consumer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import com.rabbitmq.client.AMQP;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import dev.eventpatterns.trading.service.QueueChannel;

/**
 * Publishes to the sidings, in order, on a thread of its own: nobody who asks for it may
 * wait for the broker, least of all the thread that reads from the connection.
 */
final class SidingPublisher implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(SidingPublisher.class);

	private static final byte[] EMPTY = {};

	private final ExecutorService thread = Executors
		.newSingleThreadExecutor(new CustomizableThreadFactory("siding-publisher-"));

	/**
	 * Publishes soon.
	 * @param takenOver called once the queue has it
	 */
	void publish(QueueChannel channel, String queue, AMQP.BasicProperties properties, byte[] body, Runnable takenOver) {
		soon(() -> channel.publish("", queue, true, properties, body, takenOver));
	}

	/** Does soon what may have to wait for the broker. */
	void soon(Runnable publishing) {
		try {
			this.thread.execute(publishing);
		}
		catch (RejectedExecutionException ex) {
			log.debug("The stay is over, and what was not published comes again", ex);
		}
	}

	/** Publishes soon what has no body. */
	void publish(QueueChannel channel, String queue, AMQP.BasicProperties properties, Runnable takenOver) {
		publish(channel, queue, properties, EMPTY, takenOver);
	}

	/** Publishes soon what nobody waits for. */
	void publish(QueueChannel channel, String queue, AMQP.BasicProperties properties) {
		publish(channel, queue, properties, EMPTY, () -> {
		});
	}

	/** Publishes nothing more. */
	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
