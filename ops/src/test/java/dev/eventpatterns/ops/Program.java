package dev.eventpatterns.ops;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventpatterns.lab.GuardedProcess;

import static org.awaitility.Awaitility.await;

/** A program that listens on a port of its own choice, and says in its log which one. */
final class Program implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final String name;

	private final Path log;

	private final Pattern port;

	private final GuardedProcess process;

	/**
	 * Starts a program.
	 * @param name what its log is called
	 * @param folder where it runs
	 * @param port its first group is the port in the log
	 * @param environment added to that of this JVM
	 * @param command program and arguments
	 */
	Program(String name, Path folder, Pattern port, Map<String, String> environment, List<String> command) {
		this.name = name;
		this.log = folder.resolve(name + ".log");
		this.port = port;
		this.process = GuardedProcess.command(command)
			.environment(environment)
			.directory(folder)
			.output(this.log)
			.start();
	}

	/** Where it listens; waits until it does. */
	URI address() {
		return await(this.name).atMost(PATIENCE).until(this::announced, (address) -> address != null);
	}

	@SuppressWarnings("NullAway")
	private URI announced() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException(this.name + " ended by itself:\n" + log());
		}
		Matcher matcher = this.port.matcher(log());
		return matcher.find() ? URI.create("http://127.0.0.1:" + matcher.group(1)) : null;
	}

	String log() {
		return Files.exists(this.log) ? Project.text(this.log) : "";
	}

	@Override
	public void close() {
		this.process.stop(Duration.ofSeconds(10));
		this.process.close();
	}

}
