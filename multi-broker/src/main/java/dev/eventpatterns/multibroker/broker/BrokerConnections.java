package dev.eventpatterns.multibroker.broker;

import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.stereotype.Component;

import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.MultiBrokerProperties.BrokerAddress;
import dev.eventpatterns.multibroker.MultiBrokerTopology;

/**
 * Opens connections to each of the brokers. Addresses are those of
 * {@code multi-broker.brokers}; all else, such as time-outs and heartbeat, is as
 * {@code spring.rabbitmq.*} says, which also names the broker where no others are named.
 */
@Component
public final class BrokerConnections {

	private static final String ONLY_ONE = "default";

	/** By when a broker has to answer the first frames. */
	private static final Duration HANDSHAKE = Duration.ofSeconds(3);

	private final Map<String, ConnectionFactory> factories = new LinkedHashMap<>();

	private final Map<String, List<Address>> addresses = new LinkedHashMap<>();

	private final Map<String, String> places = new LinkedHashMap<>();

	private final MultiBrokerTopology topology;

	BrokerConnections(MultiBrokerProperties properties, RabbitConnectionDetails only,
			CachingConnectionFactory connectionFactory, MultiBrokerTopology topology) {
		this.topology = topology;
		ConnectionFactory shared = connectionFactory.getRabbitConnectionFactory();
		for (BrokerAddress broker : properties.brokers()) {
			ConnectionFactory factory = to(broker, own(shared));
			add(broker.name(), factory, List.of(new Address(factory.getHost(), factory.getPort())), broker.place());
		}
		if (properties.brokers().isEmpty()) {
			List<Address> nodes = only.getAddresses()
				.stream()
				.map((address) -> new Address(address.host(), address.port()))
				.toList();
			String virtualHost = shared.getVirtualHost();
			add(ONLY_ONE, own(shared), nodes, nodes.get(0) + (virtualHost.startsWith("/") ? "" : "/") + virtualHost);
		}
	}

	private void add(String name, ConnectionFactory factory, List<Address> nodes, String place) {
		this.factories.put(name, factory);
		this.addresses.put(name, nodes);
		this.places.put(name, place);
	}

	private static ConnectionFactory own(ConnectionFactory shared) {
		ConnectionFactory own = shared.clone();
		// It would count each message under a lock.
		own.setMetricsCollector(new NoOpMetricsCollector());
		// What recovered by itself would miss that its broker was given up.
		own.setAutomaticRecoveryEnabled(false);
		own.setHandshakeTimeout((int) HANDSHAKE.toMillis());
		return own;
	}

	private static ConnectionFactory to(BrokerAddress broker, ConnectionFactory factory) {
		try {
			factory.setUri(broker.uri());
			if (factory.getVirtualHost().isEmpty()) {
				// To the client, a slash at the end names a host without a name.
				factory.setVirtualHost("/");
			}
			if (broker.uri().startsWith("amqps:")) {
				// Without this the client would trust any certificate.
				factory.useSslProtocol(SSLContext.getDefault());
				factory.enableHostnameVerification();
			}
			return factory;
		}
		catch (URISyntaxException | GeneralSecurityException ex) {
			throw new IllegalArgumentException("cannot use the uri of broker '" + broker.name() + "'", ex);
		}
	}

	/** The brokers' names, in the order of their configuration. */
	public List<String> names() {
		return List.copyOf(this.factories.keySet());
	}

	/** Where a broker is: host:port/virtual-host. */
	public String place(String broker) {
		return Objects.requireNonNull(this.places.get(broker));
	}

	/**
	 * Opens a connection and declares what is missing.
	 * @param broker the broker's name
	 * @param name shown by the broker's management
	 * @return a connection that nobody else uses
	 * @throws IOException if the broker is not there or refuses
	 * @throws TimeoutException if it does not answer
	 */
	public BrokerConnection open(String broker, String name) throws IOException, TimeoutException {
		AtomicReference<Socket> socket = new AtomicReference<>();
		ConnectionFactory factory = Objects.requireNonNull(this.factories.get(broker)).clone();
		factory.setSocketConfigurator(factory.getSocketConfigurator().andThen(socket::set));
		Connection connection = factory.newConnection(Objects.requireNonNull(this.addresses.get(broker)), name);
		BrokerConnection opened = new BrokerConnection(connection, Objects.requireNonNull(socket.get()));
		try (Channel channel = opened.channel()) {
			this.topology.declareOn(channel);
			return opened;
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			opened.sever();
			throw ex;
		}
	}

}
