package dev.eventpatterns.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.eventpatterns.lab.Broker;

/**
 * Every service of the suite in a process of its own, each as its own user of the broker,
 * with some traffic all the time.
 */
final class Suite implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	/** What makes a service busy enough to show something. */
	private static final Map<String, List<String>> SETTINGS = Map.of("supervisor-consumer",
			List.of("--supervisor-consumer.work=50ms"), "producer-control-flow",
			List.of("--producer-control-flow.work=20ms", "--producer-control-flow.high-water=20",
					"--producer-control-flow.low-water=10"));

	private static final String ORDERS = "PLACE SELL GOOG A-136 2,000,000.00\n(1) B-123,SELL,AAPL,206 SHARES\n";

	private static final int MANY = 40;

	private final Map<String, Program> programs = new TreeMap<>();

	private final Map<String, URI> addresses = new TreeMap<>();

	private final ScheduledExecutorService traffic = Executors.newScheduledThreadPool(2);

	private final BrokerUsers users;

	Suite(Broker broker, Path folder) throws IOException {
		this.users = new BrokerUsers(broker);
		for (String service : Project.services()) {
			this.programs.put(service, start(service, broker, folder));
		}
		this.programs.forEach((service, program) -> this.addresses.put(service, program.address()));
		trade("event-forwarding", "/orders", ORDERS);
		trade("thread-delegate", "/orders", ORDERS);
		trade("ambulance", "/orders?lane=standard", ORDERS);
		trade("ambulance", "/orders?lane=priority", ORDERS);
		trade("supervisor-consumer", "/orders", ORDERS.repeat(MANY));
		trade("supervisor-consumer", "/trades", "BUY,AAPL,206");
		trade("producer-control-flow", "/orders", ORDERS.repeat(MANY));
	}

	private Program start(String service, Broker broker, Path folder) {
		Map<String, String> environment = new HashMap<>();
		broker.springProperties().forEach((name, value) -> environment.put(variable(name), value));
		environment.put("SPRING_RABBITMQ_USERNAME", service);
		environment.put("SPRING_RABBITMQ_PASSWORD", this.users.password());
		environment.put("CHANNEL_MONITOR_MANAGEMENT_URI", String.valueOf(broker.managementUri()));
		environment.put("DATA_FOLDER", folder.toString());
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "-jar",
				Project.ROOT.resolve(service + "/target/" + service + "-exec.jar").toString(), "--server.port=0"));
		command.addAll(SETTINGS.getOrDefault(service, List.of()));
		return new Program(service, folder, STARTED, environment, command);
	}

	private static String variable(String property) {
		return property.toUpperCase().replace('.', '_').replace("-", "");
	}

	/** Sends the same again and again: a service that is busy then refuses some of it. */
	private void trade(String service, String path, String orders) {
		URI address = address(service).resolve(path);
		this.traffic.scheduleWithFixedDelay(() -> {
			try {
				Http.post(address, orders);
			}
			catch (IOException ex) {
				// It was too busy, or is being stopped.
			}
		}, 0, 1, TimeUnit.SECONDS);
	}

	/** Where each service listens. */
	Map<String, URI> addresses() {
		return this.addresses;
	}

	URI address(String service) {
		URI address = this.addresses.get(service);
		if (address == null) {
			throw new IllegalArgumentException("no service " + service);
		}
		return address;
	}

	/** What a service tells Prometheus. */
	String metrics(String service) {
		try {
			return Http.get(address(service).resolve("/actuator/prometheus"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String log(String service) {
		Program program = this.programs.get(service);
		return (program != null) ? program.log() : "";
	}

	@Override
	public void close() throws IOException {
		this.traffic.shutdownNow();
		this.programs.values().parallelStream().forEach(Program::close);
		this.users.close();
	}

}
