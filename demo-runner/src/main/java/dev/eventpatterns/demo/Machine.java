package dev.eventpatterns.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.sun.management.OperatingSystemMXBean;

/**
 * What the figures depend on beside the suite.
 */
final class Machine {

	private static final long GIB = 1L << 30;

	private Machine() {
	}

	/**
	 * Describes the machine, without its name.
	 * @param broker what the broker says of itself
	 * @return name and value, in the order to show them
	 */
	static Map<String, String> describe(String broker) {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("Processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
		facts.put("Memory", memory());
		facts.put("Operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
		facts.put("Broker", broker.replace(System.getProperty("user.home"), "~"));
		facts.put("Suite",
				Objects.requireNonNullElse(Machine.class.getPackage().getImplementationVersion(), "not packaged"));
		return facts;
	}

	private static String memory() {
		long bytes = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
		return Math.round((double) bytes / GIB) + " GiB";
	}

	private static String processor() {
		try {
			List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
			return lines.stream()
				.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
