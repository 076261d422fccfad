package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.eventpatterns.lab.Broker;

/**
 * Sees every message that an exchange routes by one key: a quorum queue of its own beside
 * the queues of the services, read while the run goes on. The queue outlives a killed
 * broker; the tap connects again by itself.
 */
public final class Tap implements AutoCloseable {

	private static final int PREFETCH = 1000;

	private static final int ACK_EVERY = 100;

	private static final long RECONNECT_MILLIS = 100;

	private final Broker broker;

	private final String queue;

	private final Map<String, Integer> seen = new ConcurrentHashMap<>();

	private final Thread reader;

	private volatile boolean closed;

	/**
	 * Declares the exchange (direct, durable) and the queue, and starts to read.
	 * @param broker the broker, in the virtual host of the services
	 * @param exchange the exchange
	 * @param key the routing key
	 * @throws IOException when the broker refuses
	 * @throws TimeoutException when it does not answer
	 */
	public Tap(Broker broker, String exchange, String key) throws IOException, TimeoutException {
		this.broker = broker;
		this.queue = "tap." + key;
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.exchangeDeclare(exchange, "direct", true);
			channel.queueDeclare(this.queue, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.queueBind(this.queue, exchange, key);
		}
		this.reader = new Thread(this::read, this.queue);
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/** The ids of all messages seen. */
	public Set<String> orderIds() {
		return Set.copyOf(this.seen.keySet());
	}

	/** How many messages came with an id that had been seen before. */
	public long repeated() {
		return this.seen.values().stream().mapToLong((times) -> times - 1).sum();
	}

	/** How many different ids have been seen. */
	public int count() {
		return this.seen.size();
	}

	/** The queue that holds what has not been read yet. */
	public String queue() {
		return this.queue;
	}

	@Override
	public void close() {
		this.closed = true;
		this.reader.interrupt();
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

	/**
	 * Counts, and acknowledges in groups. What was counted and not acknowledged when the
	 * broker died comes again, marked as redelivered: that is the tap's own repetition,
	 * not one of the services.
	 */
	private final class Reader extends DefaultConsumer {

		private int unacked;

		Reader(Channel channel) {
			super(channel);
		}

		@Override
		public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
				throws IOException {
			String id = properties.getMessageId();
			if (id != null) {
				boolean own = envelope.isRedeliver() && Tap.this.seen.containsKey(id);
				Tap.this.seen.merge(id, own ? 0 : 1, Integer::sum);
			}
			if (++this.unacked == ACK_EVERY) {
				this.unacked = 0;
				getChannel().basicAck(envelope.getDeliveryTag(), true);
			}
		}

	}

}
