package dev.eventpatterns.demo.delegate;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;

/** The consumer of the thread-delegate module as a process of its own. */
final class ConsumerProcess {

	private ConsumerProcess() {
	}

	/**
	 * Prepares a consumer; it is not started yet.
	 * @param name names the process and the file of its output
	 * @param broker where its queues are
	 * @param application what {@code java -jar} starts
	 * @param port where it answers
	 * @param folder where it runs
	 * @param arguments its properties
	 */
	static ServiceProcess of(String name, Broker broker, Path application, int port, Path folder,
			List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xshare:auto", "-jar", application.toString(),
						"--spring.profiles.active=consumer", "--server.address=127.0.0.1", "--server.port=" + port));
		command.addAll(arguments);
		broker.springProperties().forEach((key, value) -> command.add("--" + key + "=" + value));
		return new ServiceProcess(name, URI.create("http://127.0.0.1:" + port), command, folder);
	}

}
