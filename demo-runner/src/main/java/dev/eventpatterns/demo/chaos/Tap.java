package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.lab.Broker;

/**
 * Sees every message that an exchange routes by one key: a quorum queue of its own beside
 * the queues of the services, read while the run goes on. The queue outlives a killed
 * broker; the tap connects again by itself.
 */
public final class Tap implements AutoCloseable {

	private final String queue;

	private final Map<String, Integer> seen = new ConcurrentHashMap<>();

	private final QueueReader reader;

	/**
	 * Declares the exchange (direct, durable) and the queue, and starts to read.
	 * @param broker the broker, in the virtual host of the services
	 * @param exchange the exchange
	 * @param key the routing key
	 * @throws IOException when the broker refuses
	 * @throws TimeoutException when it does not answer
	 */
	public Tap(Broker broker, String exchange, String key) throws IOException, TimeoutException {
		this.queue = "tap." + key;
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.exchangeDeclare(exchange, "direct", true);
			channel.queueDeclare(this.queue, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.queueBind(this.queue, exchange, key);
		}
		this.reader = new QueueReader(broker, this.queue, this::read);
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
		this.reader.close();
	}

	private void read(AMQP.BasicProperties properties, byte[] body, boolean redelivered) {
		String id = properties.getMessageId();
		if (id != null) {
			boolean own = redelivered && this.seen.containsKey(id);
			this.seen.merge(id, own ? 0 : 1, Integer::sum);
		}
	}

}
