package dev.eventpatterns.demo.blueprint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;

/** The blueprint's processes: one that takes orders in, and one that handles them. */
final class Services implements AutoCloseable {

	/** Orders in the queue from which on producers are held back. */
	static final int HIGH_WATER = 400;

	static final int MAX_DELEGATES = 16;

	private static final Duration START = Duration.ofSeconds(90);

	private final ServiceProcess producer;

	private final ServiceProcess consumer;

	Services(Application application, Broker broker, Path folder) {
		List<Integer> ports = Ports.free(2);
		this.producer = service(application, "producer", "producer", broker, ports.get(0), folder,
				List.of("--producer-control-flow.normal-rate=1000"));
		this.consumer = service(application, "consumer", "consumer,controller", broker, ports.get(1), folder,
				List.of("--blueprint.work=10ms", "--blueprint.symbols=" + String.join(",", Orders.LISTED),
						"--thread-delegate.retry.max-retries=1", "--thread-delegate.prefetch=200",
						"--supervisor-consumer.max-consumers=" + MAX_DELEGATES, "--supervisor-consumer.keep-alive=4s",
						"--producer-control-flow.high-water=" + HIGH_WATER, "--producer-control-flow.low-water=150"));
	}

	private static ServiceProcess service(Application application, String name, String roles, Broker broker, int port,
			Path folder, List<String> more) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.profiles.active=" + roles, "--DATA_FOLDER=" + folder));
		arguments.addAll(more);
		return application.process("blueprint-" + name, broker, port, folder, arguments);
	}

	void start() {
		this.producer.start();
		this.consumer.start();
	}

	void awaitReady() throws InterruptedException {
		this.producer.awaitReady(START);
		this.consumer.awaitReady(START);
	}

	Exchange exchange() {
		return new Exchange(this.producer.base(), this.consumer.base());
	}

	@Override
	public void close() {
		this.producer.close();
		this.consumer.close();
	}

}
