package dev.eventpatterns.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Runs a command-line tool to its end.
 */
final class ToolRun {

	private ToolRun() {
	}

	/**
	 * Runs the command and gives what it printed.
	 * @throws IllegalStateException when it fails, with what it printed
	 */
	static String output(List<String> command, Map<String, String> environment, Duration patience) {
		Path output = null;
		try {
			output = Files.createTempFile("rabbit-lab-", ".out");
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectInput(new File("/dev/null"))
				.redirectOutput(output.toFile());
			builder.environment().keySet().removeIf((name) -> name.startsWith("RABBITMQ_") || name.startsWith("ERL_"));
			builder.environment().putAll(environment);
			Process process = builder.start();
			if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
				throw new IllegalStateException(command + " took longer than " + patience.toSeconds() + " s");
			}
			String text = Files.readString(output);
			if (process.exitValue() != 0) {
				throw new IllegalStateException(
						command + " failed with status " + process.exitValue() + ":\n" + text.strip());
			}
			return text;
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot run " + command.get(0) + ": " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + command.get(0), ex);
		}
		finally {
			delete(output);
		}
	}

	private static void delete(@Nullable Path file) {
		if (file != null) {
			try {
				Files.deleteIfExists(file);
			}
			catch (IOException ex) {
				// A small file in the temporary folder.
			}
		}
	}

}
