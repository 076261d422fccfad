package dev.eventpatterns.eventforwarding.broker;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;

import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Opens connections of the RabbitMQ client's own, set up by Spring Boot's
 * {@code spring.rabbitmq.*}: the two hops that must keep pace with the broker use its
 * channels directly. Each link has a connection to itself, so that giving one up disturbs
 * no other, and so that a publisher that the broker holds back does not hold back acks.
 */
@Component
public class BrokerConnections {

	private final RabbitConnectionDetails broker;

	private final ConnectionFactory factory;

	private final ObjectProvider<AmqpAdmin> admin;

	BrokerConnections(RabbitConnectionDetails broker, CachingConnectionFactory connectionFactory,
			ObjectProvider<AmqpAdmin> admin) {
		this.broker = broker;
		this.factory = connectionFactory.getRabbitConnectionFactory();
		this.admin = admin;
	}

	/**
	 * Connects, having declared what the application declares, unless
	 * {@code spring.rabbitmq.dynamic=false} forbids.
	 * @param name what the broker's management shows
	 * @return the open connection, the caller's to close
	 * @throws IOException if the broker refuses or cannot be reached
	 * @throws TimeoutException if it does not answer within
	 * {@code spring.rabbitmq.connection-timeout}
	 */
	public SeverableConnection open(String name) throws IOException, TimeoutException {
		this.admin.ifAvailable(AmqpAdmin::initialize);
		ConnectionFactory own = this.factory.clone();
		// Spring Boot's collector notes every delivery and confirm a second time; this
		// module's own meters tell more, for less.
		own.setMetricsCollector(new NoOpMetricsCollector());
		AtomicReference<Socket> socket = new AtomicReference<>();
		own.setSocketConfigurator(this.factory.getSocketConfigurator().andThen(socket::set));
		List<Address> addresses = this.broker.getAddresses()
			.stream()
			.map((address) -> new Address(address.host(), address.port()))
			.toList();
		Connection connection = own.newConnection(addresses, name);
		return new SeverableConnection(connection, Objects.requireNonNull(socket.get()));
	}

}
