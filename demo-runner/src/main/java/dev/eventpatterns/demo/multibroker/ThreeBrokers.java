package dev.eventpatterns.demo.multibroker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.Drain;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.LabOptions;
import dev.eventpatterns.lab.RabbitLab;
import dev.eventpatterns.lab.TcpFaultProxy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three brokers on this machine, each of which has a network of its own that lets only so
 * much through: else they would share what the machine has, and three would carry no more
 * than one.
 */
final class ThreeBrokers implements AutoCloseable {

	static final List<String> NAMES = List.of("b1", "b2", "b3");

	static final int KILOBYTES_PER_SECOND = 300;

	private static final String TAP = "demo.tap";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final RabbitLab lab;

	private final List<Broker> brokers = new ArrayList<>();

	private final List<TcpFaultProxy> networks = new ArrayList<>();

	/**
	 * Starts two beside one that is there.
	 * @param first a virtual host of its own on a private broker
	 */
	ThreeBrokers(Broker first) {
		this.lab = RabbitLab.start(LabOptions.defaults().nodes(NAMES.size() - 1).logTo((line) -> {
		}));
		this.brokers.add(first);
		this.brokers.addAll(this.lab.brokers());
		for (Broker broker : this.brokers) {
			TcpFaultProxy network = TcpFaultProxy.to(broker.host(), broker.port());
			network.throttle(KILOBYTES_PER_SECOND * 1_000L);
			this.networks.add(network);
		}
	}

	/** The address of a broker. */
	String uri(int index) {
		return this.brokers.get(index).uri();
	}

	/** The address of a broker, behind its network. */
	String narrowUri(int index) {
		Broker broker = this.brokers.get(index);
		return broker.uri().replace(":" + broker.port() + "/", ":" + this.networks.get(index).port() + "/");
	}

	/** Records what is said to be processed, from now on. */
	void tap() {
		for (Broker broker : this.brokers) {
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				channel.exchangeDeclare("multi-broker.processed", "fanout", true);
				channel.queueDeclare(TAP, true, false, false, Map.of("x-queue-type", "quorum"));
				channel.queueBind(TAP, "multi-broker.processed", "");
			}
			catch (IOException | TimeoutException ex) {
				throw new DemoFailure("Cannot reach a broker: " + ex.getMessage(), ex);
			}
		}
	}

	/** Takes what was recorded. */
	List<Handled> handled() throws InterruptedException {
		List<Handled> all = new ArrayList<>();
		for (Broker broker : this.brokers) {
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				Drain.all(channel, TAP, (body) -> all.add(JSON.readValue(body, Handled.class)));
			}
			catch (IOException | TimeoutException ex) {
				throw new DemoFailure("Cannot reach a broker: " + ex.getMessage(), ex);
			}
		}
		return all;
	}

	void kill(int index) {
		this.brokers.get(index).kill();
	}

	void restart(int index) {
		this.brokers.get(index).restart();
	}

	@Override
	public void close() {
		this.networks.forEach(TcpFaultProxy::close);
		this.lab.close();
	}

}
