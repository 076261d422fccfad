package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;

/**
 * Opens connections to the broker that {@code spring.rabbitmq.*} names, each for one
 * user. {@code @Import} it.
 */
public final class BrokerConnections {

	private final RabbitConnectionDetails broker;

	private final ConnectionFactory factory;

	private final ObjectProvider<AmqpAdmin> admin;

	BrokerConnections(RabbitConnectionDetails broker, CachingConnectionFactory connectionFactory,
			ObjectProvider<AmqpAdmin> admin) {
		this.broker = broker;
		this.factory = connectionFactory.getRabbitConnectionFactory().clone();
		// It would count each message under a lock.
		this.factory.setMetricsCollector(new NoOpMetricsCollector());
		// A stay ends with its connection: what recovered by itself would miss that.
		this.factory.setAutomaticRecoveryEnabled(false);
		this.admin = admin;
	}

	/**
	 * Declares what the application's topology names, as far as it is missing, and opens
	 * a connection.
	 * @param name shown by the broker's management
	 * @throws IOException if the broker is not there or refuses
	 * @throws TimeoutException if it does not answer
	 */
	public Connection open(String name) throws IOException, TimeoutException {
		return open(name, null);
	}

	/**
	 * As {@link #open(String)}, with deliveries on threads of the caller's.
	 * @param deliveries calls the consumers; null for a pool of the connection's
	 */
	public Connection open(String name, @Nullable ExecutorService deliveries) throws IOException, TimeoutException {
		this.admin.ifAvailable(AmqpAdmin::initialize);
		List<Address> addresses = this.broker.getAddresses()
			.stream()
			.map((address) -> new Address(address.host(), address.port()))
			.toList();
		return this.factory.newConnection(deliveries, addresses, name);
	}

}
