package dev.eventpatterns.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.ClientVersion;
import com.sun.management.OperatingSystemMXBean;
import dev.eventpatterns.lab.Broker;

import org.springframework.boot.SpringBootVersion;

/** What the figures depend on, without the machine's name. */
final class MachineInfo {

	private static final double GIB = 1L << 30;

	private MachineInfo() {
	}

	/**
	 * Describes machine and versions.
	 * @param broker is asked for its version
	 * @return name and value, in the order to show them
	 */
	static Map<String, String> describe(Broker broker) throws IOException, TimeoutException {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("Processor", processor(Path.of("/proc/cpuinfo")) + ", " + Runtime.getRuntime().availableProcessors()
				+ " cores, shared by broker and clients");
		facts.put("Memory", Math.round(memory() / GIB) + " GiB");
		facts.put("Operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
		facts.put("RabbitMQ", rabbit(broker));
		facts.put("Spring Boot", SpringBootVersion.getVersion());
		facts.put("amqp-client", ClientVersion.VERSION);
		return facts;
	}

	private static String rabbit(Broker broker) throws IOException, TimeoutException {
		try (Connection connection = broker.connectionFactory().newConnection()) {
			Map<String, Object> says = connection.getServerProperties();
			return says.get("version") + ", " + says.get("platform");
		}
	}

	private static long memory() {
		return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
	}

	static String processor(Path cpuinfo) {
		String unnamed = System.getProperty("os.arch", "unknown");
		if (!Files.isReadable(cpuinfo)) {
			return unnamed;
		}
		try {
			return Files.readAllLines(cpuinfo)
				.stream()
				.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(unnamed);
		}
		catch (IOException ex) {
			return unnamed;
		}
	}

}
