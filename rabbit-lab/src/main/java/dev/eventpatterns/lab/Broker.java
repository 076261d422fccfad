package dev.eventpatterns.lab;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import com.rabbitmq.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * One RabbitMQ node, seen through one of its virtual hosts.
 */
public final class Broker {

	private static final int CONNECT_MILLIS = 5_000;

	private final BrokerAddress address;

	private final NodeControl control;

	private final VirtualHosts virtualHosts;

	Broker(BrokerAddress address, NodeControl control) {
		this(address, control, new VirtualHosts(address, control));
	}

	private Broker(BrokerAddress address, NodeControl control, VirtualHosts virtualHosts) {
		this.address = address;
		this.control = control;
		this.virtualHosts = virtualHosts;
	}

	public String host() {
		return this.address.host();
	}

	public int port() {
		return this.address.port();
	}

	public String username() {
		return this.address.username();
	}

	public String password() {
		return this.address.password();
	}

	public String virtualHost() {
		return this.address.virtualHost();
	}

	/**
	 * Everything a client needs, in one string.
	 * @return {@code amqp://user:password@host:port/virtual-host}, percent-encoded
	 */
	public String uri() {
		return AmqpUri.format(this.address);
	}

	/**
	 * The root of the management API and console.
	 * @return the address, or null when the broker has none that is known
	 */
	public @Nullable URI managementUri() {
		return this.address.managementUri();
	}

	/**
	 * The page that Prometheus scrapes.
	 * @return the address, or null when the broker has none that is known
	 */
	public @Nullable URI prometheusUri() {
		return this.address.prometheusUri();
	}

	/**
	 * Points a Spring Boot application at this broker, in one line of a
	 * {@code @DynamicPropertySource} method:
	 * {@code broker.springProperties().forEach((name, value) -> registry.add(name, () -> value))}.
	 * @return {@code spring.rabbitmq.*}, host, port, user, password and virtual host
	 */
	public Map<String, String> springProperties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spring.rabbitmq.host", host());
		properties.put("spring.rabbitmq.port", String.valueOf(port()));
		properties.put("spring.rabbitmq.username", username());
		properties.put("spring.rabbitmq.password", password());
		properties.put("spring.rabbitmq.virtual-host", virtualHost());
		return properties;
	}

	/**
	 * A new connection factory of the plain Java client, without automatic recovery: a
	 * test that breaks a broker wants to see it break.
	 * @return a factory for this broker and virtual host
	 */
	public ConnectionFactory connectionFactory() {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(host());
		factory.setPort(port());
		factory.setUsername(username());
		factory.setPassword(password());
		factory.setVirtualHost(virtualHost());
		factory.setConnectionTimeout(CONNECT_MILLIS);
		factory.setAutomaticRecoveryEnabled(false);
		return factory;
	}

	/**
	 * The same broker, seen through another virtual host, which is created when it is
	 * missing.
	 * @param name the virtual host
	 * @return a view; killing it kills the one broker
	 * @throws IllegalStateException when the broker refuses to create it
	 */
	public Broker withVirtualHost(String name) {
		this.virtualHosts.create(name);
		return new Broker(this.address.withVirtualHost(name), this.control, this.virtualHosts);
	}

	/**
	 * Whether {@link #kill()} and its like work: not on a broker that somebody else runs.
	 * @return false for the broker that {@code RABBIT_LAB_URI} names
	 */
	public boolean canBeKilled() {
		return this.control.canBeKilled();
	}

	/**
	 * Kills the node with SIGKILL, in the middle of whatever it does. Its data stay.
	 * @throws BrokerNotKillableException when somebody else runs this broker, as with all
	 * that follow
	 */
	public void kill() {
		this.control.kill();
	}

	/**
	 * Starts the node again on its data, on the same ports, and returns when it accepts
	 * connections. A node that still runs is stopped in order first.
	 * @throws IllegalStateException when it does not come up; the message has its log's
	 * last lines
	 */
	public void restart() {
		this.control.restart();
	}

	/**
	 * Holds the node: its connections stay open, and nobody answers.
	 */
	public void freeze() {
		this.control.freeze();
	}

	/**
	 * Lets a frozen node run on.
	 */
	public void thaw() {
		this.control.thaw();
	}

	/**
	 * Stops the node in order, and kills it when that takes more than 30 s.
	 */
	public void stop() {
		this.control.stop();
	}

	/**
	 * Runs {@code rabbitmqctl} against this node, for instance with
	 * {@code set_vm_memory_high_watermark 0} to raise the memory alarm. Takes about a
	 * second.
	 * @param arguments the command and its arguments
	 * @return what it printed
	 * @throws IllegalStateException when it failed; the message has what it printed
	 */
	public String ctl(String... arguments) {
		return this.control.ctl(arguments);
	}

	void removeCreatedVirtualHosts() {
		this.virtualHosts.removeCreated();
	}

	@Override
	public String toString() {
		return host() + ":" + port() + (virtualHost().startsWith("/") ? virtualHost() : "/" + virtualHost());
	}

}
