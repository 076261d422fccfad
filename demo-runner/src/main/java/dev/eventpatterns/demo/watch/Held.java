package dev.eventpatterns.demo.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;

/**
 * The issue: a server that holds a connection to each service, and forgets whom it cannot
 * reach.
 */
final class Held implements AutoCloseable {

	/** Shorter than usual, so that a few seconds show one. */
	static final int HEARTBEAT_SECONDS = 2;

	private static final String QUEUE = "held.notices";

	private final Map<String, Connection> connections = new LinkedHashMap<>();

	private final Map<String, Channel> channels = new LinkedHashMap<>();

	private final Map<String, Connection> readers = new LinkedHashMap<>();

	/** Connects to a service. */
	void connect(String service, Broker broker, TcpFaultProxy way) {
		try {
			ConnectionFactory factory = broker.connectionFactory();
			factory.setHost("127.0.0.1");
			factory.setPort(way.port());
			factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
			Connection connection = factory.newConnection("demo held");
			this.connections.put(service, connection);
			this.channels.put(service, connection.createChannel());
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot reach the broker: " + ex.getMessage(), ex);
		}
	}

	/** A service starts to read its queue. */
	void read(String service, Broker broker, Clock clock, Knowledge knowledge) {
		try {
			Connection reader = broker.connectionFactory().newConnection("demo reader");
			this.readers.put(service, reader);
			Channel reading = reader.createChannel();
			reading.queueDeclare(QUEUE, true, false, false, null);
			reading.basicConsume(QUEUE, true, (tag, message) -> knowledge.note(clock.second(),
					Long.parseLong(new String(message.getBody(), StandardCharsets.UTF_8))), (tag) -> {
					});
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot reach the broker: " + ex.getMessage(), ex);
		}
	}

	/** Tells all whose connections are open; who is lost is lost. */
	void tell(long revision) {
		byte[] body = String.valueOf(revision).getBytes(StandardCharsets.UTF_8);
		this.channels.values().removeIf((channel) -> {
			try {
				channel.basicPublish("", QUEUE, null, body);
				return false;
			}
			catch (IOException | RuntimeException ex) {
				return true;
			}
		});
	}

	/** The service's process is killed. */
	void kill(String service) {
		Connection reader = this.readers.remove(service);
		if (reader != null) {
			reader.abort();
		}
	}

	@Override
	public void close() {
		this.readers.values().forEach(Connection::abort);
		this.connections.values().forEach(Connection::abort);
	}

	/** Tells how late it is. */
	@FunctionalInterface
	interface Clock {

		/** Seconds since the start. */
		double second();

	}

}
