package dev.eventpatterns.ops;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The suite in containers, as a compose project of the tests' own. Grafana is left out:
 * nothing depends on it.
 */
final class Compose implements AutoCloseable {

	/** With images to pull and to build. */
	private static final Duration UP = Duration.ofMinutes(20);

	/** Nothing depends on the first; the second ends, and is started by those who do. */
	private static final Set<String> LEFT_OUT = Set.of("grafana", "databases");

	private static final Duration COMMAND = Duration.ofMinutes(3);

	private final List<String> start;

	/**
	 * Chooses what to start.
	 * @param environment the file with the passwords
	 * @param profiles patterns to start besides the default
	 */
	Compose(Path environment, List<String> profiles) {
		this.start = new ArrayList<>(List.of("docker", "compose", "--project-name", "event-patterns-test", "--env-file",
				environment.toString()));
		profiles.forEach((profile) -> this.start.addAll(List.of("--profile", profile)));
	}

	/** Why it cannot be run; empty if it can. */
	static String whyNot() {
		if (!Boolean.getBoolean("compose")) {
			return "ComposeIT builds images and takes minutes: ./mvnw verify -Pcompose -pl ops runs it";
		}
		if (!Tool.isInstalled("docker") || Tool.run(COMMAND, List.of("docker", "info")).status() != 0) {
			return "No Docker engine answers, so docker-compose.yml is not tried";
		}
		return "";
	}

	void up() {
		List<String> command = new ArrayList<>(List.of("up", "--build", "--wait"));
		run("config", "--services").lines().filter((service) -> !LEFT_OUT.contains(service)).forEach(command::add);
		run(UP, command.toArray(String[]::new));
	}

	/** Runs a command of compose, and returns what it printed. */
	String run(String... command) {
		return run(COMMAND, command);
	}

	private String run(Duration atMost, String... command) {
		Tool.Ended ended = attempt(atMost, command);
		if (ended.status() != 0) {
			throw new IllegalStateException(String.join(" ", command) + " ended with status " + ended.status() + ":\n"
					+ ended.output() + "\n" + attempt(COMMAND, "ps", "--all").output());
		}
		return ended.output();
	}

	/** Runs a service that ends by itself. */
	Tool.Ended play(String service) {
		return attempt(UP, "run", "--build", "--rm", service);
	}

	private Tool.Ended attempt(Duration atMost, String... command) {
		List<String> line = new ArrayList<>(this.start);
		line.addAll(List.of(command));
		return Tool.run(atMost, line);
	}

	/** Where a service that listens on a port of Docker's choice is published. */
	URI address(String service) {
		return URI.create("http://" + run("port", service, "8080").strip());
	}

	/**
	 * Lets a service's process crash, as its own signal would; Docker starts it again.
	 */
	void crash(String service) {
		run("exec", "-T", service, "bash", "-c", "kill -SEGV 1");
	}

	@Override
	public void close() {
		run("down", "--volumes", "--remove-orphans");
	}

}
