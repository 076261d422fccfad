package dev.eventpatterns.demo.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One way, with a process and a virtual host to itself. */
final class WayRun implements AutoCloseable {

	private static final String QUEUE = "producer-control-flow.orders";

	private static final int CONSUMERS = 4;

	/** Each has one order in hand, and one more so that it need not wait. */
	private static final int IN_HAND = 2 * CONSUMERS;

	private static final Duration START = Duration.ofSeconds(60);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String label;

	private final Broker broker;

	private final ServiceProcess service;

	private final Crowd crowd;

	private final List<Moment> moments = new ArrayList<>();

	private @Nullable Connection connection;

	private @Nullable Channel channel;

	private long begun;

	private volatile Moment latest = new Moment(0, 0, 0, 0, 0, false);

	/**
	 * Prepares a way.
	 * @param roles the service's profiles
	 */
	WayRun(String label, String roles, Broker broker, Application application, int port, Path folder) {
		this.label = label;
		this.broker = broker;
		this.service = application.process("flow-" + label.replace(' ', '-'), broker, port, folder,
				List.of("--spring.profiles.active=" + roles, "--producer-control-flow.consumers=" + CONSUMERS,
						"--producer-control-flow.work=20ms", "--producer-control-flow.normal-rate=2000"));
		this.crowd = new Crowd(this.service.base());
	}

	void start() {
		this.service.start();
	}

	void awaitReady() throws InterruptedException {
		this.service.awaitReady(START);
		try {
			this.connection = this.broker.connectionFactory().newConnection();
			this.channel = this.connection.createChannel();
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot reach the broker: " + ex.getMessage(), ex);
		}
	}

	/** Lets callers offer orders from now on, or changes how many. */
	void offer(double perSecond) {
		if (this.begun == 0) {
			this.begun = System.nanoTime();
		}
		this.crowd.offer(perSecond);
	}

	/** Looks how things are. */
	Moment look() throws InterruptedException {
		try {
			JsonNode producer = JSON.readTree(this.service.get("/flow")).path("producer");
			Moment now = new Moment((System.nanoTime() - this.begun) / 1e9, depth(), this.crowd.accepted(), handled(),
					producer.path("permittedPerSecond").asDouble(), producer.path("throttled").asBoolean());
			this.moments.add(now);
			this.latest = now;
		}
		catch (IOException ex) {
			// The service is busy; the next look will do.
		}
		return this.latest;
	}

	private long depth() throws IOException {
		return (this.channel != null) ? this.channel.messageCount(QUEUE) : 0;
	}

	private long handled() throws IOException, InterruptedException {
		return this.service.get("/actuator/prometheus")
			.lines()
			.filter((line) -> line.startsWith("producer_control_flow_processed_total "))
			.mapToLong((line) -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElse(0);
	}

	Moment latest() {
		return this.latest;
	}

	/** Ends the load, and counts once nothing is on its way any more. */
	WayResult finish(double overloadEnds, Duration patience) throws InterruptedException {
		this.crowd.close();
		long deadline = System.nanoTime() + patience.toNanos();
		long handled = 0;
		while (System.nanoTime() < deadline && handled < this.crowd.accepted()) {
			try {
				handled = Math.max(handled, counted());
			}
			catch (IOException ex) {
				throw new DemoFailure("Lost the service or the broker: " + ex.getMessage(), ex);
			}
			Thread.sleep(20);
		}
		return new WayResult(this.label, this.moments, overloadEnds, this.crowd.accepted(), handled);
	}

	/**
	 * Orders that have been handled, are in hand, or wait. They are asked in this order,
	 * so that one that moves on meanwhile is missed, and none is counted twice.
	 */
	private long counted() throws IOException, InterruptedException {
		long handled = handled();
		long depth = depth();
		return handled + ((depth > 0) ? IN_HAND : 0) + depth;
	}

	@Override
	public void close() {
		this.crowd.close();
		if (this.connection != null) {
			this.connection.abort();
		}
		this.service.close();
	}

}
