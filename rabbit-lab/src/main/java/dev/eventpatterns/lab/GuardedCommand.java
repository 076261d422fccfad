package dev.eventpatterns.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command that is to run as a {@link GuardedProcess}: what to start, and where.
 */
public final class GuardedCommand {

	private static final String GUARD = Resources.text("guard.sh");

	private final List<String> command;

	private final Map<String, String> environment = new HashMap<>();

	private final List<Path> folders = new ArrayList<>();

	private final List<String> dropped = new ArrayList<>();

	private Path directory = Path.of("").toAbsolutePath();

	private Path output = Path.of("/dev/null");

	GuardedCommand(List<String> command) {
		this.command = List.copyOf(command);
	}

	/**
	 * Adds variables to the environment that the command inherits from this JVM.
	 * @param variables names and values
	 * @return this
	 */
	public GuardedCommand environment(Map<String, String> variables) {
		this.environment.putAll(variables);
		return this;
	}

	public GuardedCommand environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Keeps inherited variables from the command.
	 * @param prefixes what the names of these variables start with
	 * @return this
	 */
	public GuardedCommand dropEnvironment(String... prefixes) {
		this.dropped.addAll(List.of(prefixes));
		return this;
	}

	public GuardedCommand directory(Path directory) {
		this.directory = directory.toAbsolutePath();
		return this;
	}

	/**
	 * Where standard output and standard error are appended; by default they are dropped.
	 * @param file the file
	 * @return this
	 */
	public GuardedCommand output(Path file) {
		this.output = file.toAbsolutePath();
		return this;
	}

	/**
	 * Folders to remove, with what is in them, should this JVM end without
	 * {@link GuardedProcess#close() closing} the process.
	 * @param folders the folders
	 * @return this
	 */
	public GuardedCommand removeAtEnd(Path... folders) {
		for (Path folder : folders) {
			Path absolute = folder.toAbsolutePath().normalize();
			if (absolute.getNameCount() < 2 || absolute.toString().contains("\n")) {
				throw new IllegalArgumentException("Refusing to remove " + absolute);
			}
			this.folders.add(absolute);
		}
		return this;
	}

	/**
	 * Starts the process.
	 * @return the running process
	 * @throws UncheckedIOException when the operating system cannot start it; a command
	 * that does not exist ends with status 127 instead
	 */
	public GuardedProcess start() {
		List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, "guard"));
		line.add(this.output.toString());
		line.add(String.join("\n", this.folders.stream().map(Path::toString).toList()));
		line.addAll(this.command);
		ProcessBuilder builder = new ProcessBuilder(line).directory(this.directory.toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().keySet().removeIf((name) -> this.dropped.stream().anyMatch(name::startsWith));
		builder.environment().putAll(this.environment);
		try {
			Process guard = builder.start();
			return new GuardedProcess(guard, guard.inputReader(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + this.command.get(0) + ": " + ex.getMessage(), ex);
		}
	}

}
