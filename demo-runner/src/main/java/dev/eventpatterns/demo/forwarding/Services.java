package dev.eventpatterns.demo.forwarding;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;

/**
 * Intake, forwarder and store of one way of forwarding, in one process or in three.
 */
final class Services implements AutoCloseable {

	static final String INTAKE = "intake";

	static final String FORWARDER = "forwarder";

	static final String STORE = "store";

	private static final Duration START = Duration.ofSeconds(60);

	private static final Pattern STORED = Pattern.compile("\"stored\"\\s*:\\s*(\\d+)");

	private static final Pattern DUPLICATES = Pattern
		.compile("(?m)^event_forwarding_duplicates_total(?:\\{[^}]*})? ([0-9.E]+)$");

	private final Layout layout;

	private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();

	private final Path directory;

	private long duplicatesOfKilledStores;

	/**
	 * Prepares the three services.
	 * @param layout which of them share a process
	 * @param way what they promise
	 * @param application what starts them
	 * @param broker the broker, in the virtual host of this way
	 * @param ports one for each process
	 * @param directory where they run and the store keeps its database
	 */
	Services(Layout layout, Way way, Application application, Broker broker, List<Integer> ports, Path directory) {
		this.layout = layout;
		this.directory = createDirectory(directory);
		for (int i = 0; i < layout.processes().size(); i++) {
			String name = layout.processes().get(i);
			this.processes.put(name, service(name, way, application, broker, ports.get(i)));
		}
	}

	private ServiceProcess service(String role, Way way, Application application, Broker broker, int port) {
		List<String> arguments = new ArrayList<>(List.of("--event-forwarding.mode=" + way.mode()));
		if (this.layout == Layout.SEPARATE) {
			arguments.add("--spring.profiles.active=" + role);
		}
		return application.process(role, broker, port, this.directory, arguments);
	}

	Layout layout() {
		return this.layout;
	}

	void start() {
		this.processes.values().forEach(ServiceProcess::start);
	}

	void awaitReady() throws InterruptedException {
		for (ServiceProcess process : this.processes.values()) {
			process.awaitReady(START);
		}
	}

	/** Kills a service with SIGKILL and starts it again at once. */
	void killAndStart(String name) throws InterruptedException {
		if (process(name) == process(STORE)) {
			this.duplicatesOfKilledStores += duplicatesOfThisStore();
		}
		process(name).kill();
		process(name).start();
	}

	URI orders() {
		return process(INTAKE).base().resolve("/orders");
	}

	/** How many orders the store says that it has, if it answers. */
	OptionalLong stored() throws InterruptedException {
		return number(STORED, "/orders/count");
	}

	/**
	 * How many orders came to the store again and were not stored again. What came to a
	 * store within its last milliseconds before a kill is not in it.
	 */
	long duplicates() throws InterruptedException {
		return this.duplicatesOfKilledStores + duplicatesOfThisStore();
	}

	/** What the store's file holds. Ends the services. */
	StoreFile killAndReadStore() {
		close();
		return StoreFile.read(this.directory);
	}

	@Override
	public void close() {
		this.processes.values().forEach(ServiceProcess::close);
	}

	private long duplicatesOfThisStore() throws InterruptedException {
		return number(DUPLICATES, "/actuator/prometheus").orElse(0);
	}

	private OptionalLong number(Pattern pattern, String path) throws InterruptedException {
		try {
			Matcher matcher = pattern.matcher(process(STORE).get(path));
			return matcher.find() ? OptionalLong.of((long) Double.parseDouble(matcher.group(1))) : OptionalLong.empty();
		}
		catch (IOException ex) {
			return OptionalLong.empty();
		}
	}

	private ServiceProcess process(String name) {
		String home = (this.layout == Layout.TOGETHER) ? this.layout.processes().get(0) : name;
		ServiceProcess process = this.processes.get(home);
		if (process == null) {
			throw new IllegalArgumentException("No service " + name);
		}
		return process;
	}

	private static Path createDirectory(Path directory) {
		try {
			return Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new DemoFailure("Cannot create " + directory + ": " + ex.getMessage(), ex);
		}
	}

}
