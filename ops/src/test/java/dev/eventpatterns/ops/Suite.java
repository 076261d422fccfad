package dev.eventpatterns.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.lab.Broker;

/**
 * Every service of the suite in a process of its own, each as its own user of the broker,
 * with some traffic all the time.
 */
final class Suite implements AutoCloseable {

	/** The one service that has to know its own address. */
	private static final int WATCH_PORT = freePort();

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	/** What makes a service busy enough to show something, or find others. */
	private static final Map<String, List<String>> SETTINGS = Map.of("supervisor-consumer",
			List.of("--supervisor-consumer.work=50ms"), "producer-control-flow",
			List.of("--producer-control-flow.work=20ms", "--producer-control-flow.high-water=20",
					"--producer-control-flow.low-water=10"),
			"blueprint", List.of("--blueprint.monitor=remote"), "workflow-processor",
			List.of("--workflow-processor.open-metrics=true"), "watch-notification",
			List.of("--server.port=" + WATCH_PORT,
					"--watch-notification.service.server=http://localhost:" + WATCH_PORT));

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
		trade("multi-broker", "/orders", ORDERS);
		trade("blueprint", "/orders", ORDERS);
		trade("blueprint", "/orders?lane=urgent", ORDERS);
		// A consumer of the ambulance cannot read this: it comes to the inbox.
		spoil(broker);
		again("watch-notification", "/config/greeting", (address) -> Http.put(address, UUID.randomUUID().toString()));
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Program start(String service, Broker broker, Path folder) {
		Map<String, String> environment = new HashMap<>();
		broker.springProperties().forEach((name, value) -> environment.put(variable(name), value));
		environment.put("SPRING_RABBITMQ_USERNAME", service);
		environment.put("SPRING_RABBITMQ_PASSWORD", this.users.password());
		environment.put("CHANNEL_MONITOR_MANAGEMENT_URI", String.valueOf(broker.managementUri()));
		environment.put("SERVER_PORT", "0");
		environment.put("DATA_FOLDER", folder.toString());
		environment.put("WATCHNOTIFICATION_CREDENTIALS_0_ADDRESS", "amqp://" + broker.host() + ":" + broker.port());
		environment.put("WATCHNOTIFICATION_CREDENTIALS_0_USERNAME", service);
		environment.put("WATCHNOTIFICATION_CREDENTIALS_0_PASSWORD", this.users.password());
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "-jar",
				Project.ROOT.resolve(service + "/target/" + service + "-exec.jar").toString()));
		command.addAll(SETTINGS.getOrDefault(service, List.of()));
		return new Program(service, folder, STARTED, environment, command);
	}

	private static String variable(String property) {
		return property.toUpperCase().replace('.', '_').replace("-", "");
	}

	private void trade(String service, String path, String orders) {
		again(service, path, (address) -> Http.post(address, orders));
	}

	/**
	 * A service that is not part of this build gets nothing. A busy one refuses some of
	 * it.
	 */
	private void again(String service, String path, Request request) {
		URI base = this.addresses.get(service);
		if (base == null) {
			return;
		}
		URI address = base.resolve(path);
		this.traffic.scheduleWithFixedDelay(() -> {
			try {
				request.send(address);
			}
			catch (IOException ex) {
				// It was too busy, or is being stopped.
			}
		}, 0, 1, TimeUnit.SECONDS);
	}

	private static void spoil(Broker broker) throws IOException {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.basicPublish("", "ambulance.standard", null, "no order".getBytes(StandardCharsets.UTF_8));
		}
		catch (TimeoutException ex) {
			throw new IOException(ex);
		}
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

	/** What each service has logged. */
	Map<String, String> logs() {
		Map<String, String> logs = new TreeMap<>();
		this.programs.forEach((service, program) -> logs.put(service, program.log()));
		return logs;
	}

	@Override
	public void close() throws IOException {
		this.traffic.shutdownNow();
		this.programs.values().parallelStream().forEach(Program::close);
		this.users.close();
	}

	/** What is sent to a service. */
	@FunctionalInterface
	private interface Request {

		void send(URI address) throws IOException;

	}

}
