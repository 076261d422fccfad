package dev.eventpatterns.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import dev.eventpatterns.lab.GuardedProcess;

/** Programs of the machine that tests run to their end. */
final class Tool {

	private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

	private Tool() {
	}

	static boolean isInstalled(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	/**
	 * Skips the test with a line that says so, where a program of the package prometheus
	 * is missing.
	 */
	static void require(String program) {
		skipUnless(isInstalled(program), program + " is not installed, so what needs it is left out;"
				+ " on Debian and Ubuntu `apt-get install prometheus` gets it");
	}

	/** Skips the test, and says why once. */
	static void skipUnless(boolean possible, String reason) {
		if (!possible) {
			if (SAID.add(reason)) {
				System.out.println("Skipped: " + reason);
			}
			Assumptions.abort(reason);
		}
	}

	static Ended run(Duration atMost, List<String> command) {
		return run(atMost, Map.of(), command);
	}

	/** Runs a command in the root of the repository. */
	static Ended run(Duration atMost, Map<String, String> environment, List<String> command) {
		Path output = temporaryFile();
		try (GuardedProcess process = GuardedProcess.command(command)
			.environment(environment)
			.directory(Project.ROOT)
			.output(output)
			.start()) {
			int status = process.onExit().get(atMost.toSeconds(), TimeUnit.SECONDS);
			return new Ended(status, Project.text(output));
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(
					command + " did not end within " + atMost.toSeconds() + " s:\n" + Project.text(output), ex);
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path temporaryFile() {
		try {
			Path file = Files.createTempFile("ops-", ".log");
			file.toFile().deleteOnExit();
			return file;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How a program ended.
	 *
	 * @param status its exit status
	 * @param output all that it printed
	 */
	record Ended(int status, String output) {
	}

}
