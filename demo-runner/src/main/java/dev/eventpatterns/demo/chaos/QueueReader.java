package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.eventpatterns.lab.Broker;

/**
 * Reads a queue while a run goes on, on a thread of its own, and connects again by itself
 * when the broker was killed. It acknowledges in groups: what was read and not
 * acknowledged when the broker died comes again, marked as redelivered, which is the
 * reader's own repetition.
 */
public final class QueueReader implements AutoCloseable {

	private static final int PREFETCH = 1000;

	private static final int ACK_EVERY = 100;

	private static final long RECONNECT_MILLIS = 100;

	private final Broker broker;

	private final String queue;

	private final Listener listener;

	private final Thread thread;

	private volatile boolean closed;

	/**
	 * Prepares to read.
	 * @param broker the broker, in the virtual host of the queue
	 * @param queue a queue that has been declared
	 * @param listener told about each message, by one thread at a time
	 */
	public QueueReader(Broker broker, String queue, Listener listener) {
		this.broker = broker;
		this.queue = queue;
		this.listener = listener;
		this.thread = new Thread(this::read, queue);
		this.thread.setDaemon(true);
	}

	public void start() {
		this.thread.start();
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
	}

	private void read() {
		while (!this.closed) {
			try (Connection connection = this.broker.connectionFactory().newConnection()) {
				Channel channel = connection.createChannel();
				channel.basicQos(PREFETCH);
				channel.basicConsume(this.queue, false, new Reader(channel));
				while (connection.isOpen()) {
					Thread.sleep(RECONNECT_MILLIS);
				}
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (IOException | TimeoutException | RuntimeException ex) {
				pause();
			}
		}
	}

	private void pause() {
		try {
			Thread.sleep(RECONNECT_MILLIS);
		}
		catch (InterruptedException ex) {
			this.closed = true;
		}
	}

	/** Is told about messages. */
	@FunctionalInterface
	public interface Listener {

		/**
		 * A message came.
		 * @param properties its properties
		 * @param body its body
		 * @param redelivered whether it may have been read before
		 */
		void on(AMQP.BasicProperties properties, byte[] body, boolean redelivered);

	}

	private final class Reader extends DefaultConsumer {

		private int unacked;

		Reader(Channel channel) {
			super(channel);
		}

		@Override
		public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
				throws IOException {
			QueueReader.this.listener.on(properties, body, envelope.isRedeliver());
			if (++this.unacked == ACK_EVERY) {
				this.unacked = 0;
				getChannel().basicAck(envelope.getDeliveryTag(), true);
			}
		}

	}

}
