package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Asks whether a Docker engine answers, within a second and without a word in the log. An
 * installed client says nothing about an engine.
 */
final class DockerEngine {

	private static final Duration PING = Duration.ofMillis(800);

	private static final Duration LOOK = Duration.ofSeconds(10);

	private static final Duration PULL = Duration.ofMinutes(10);

	private static final Pattern ERROR = Pattern.compile("\"(?:error|message)\"\\s*:\\s*\"(.*?)\"");

	private final Map<String, String> environment;

	DockerEngine(Map<String, String> environment) {
		this.environment = environment;
	}

	/**
	 * Why there is no engine.
	 * @return null when one answers
	 */
	@Nullable String whyNot() {
		List<String> reasons = new ArrayList<>();
		for (String address : addresses()) {
			String reason = whyNot(address);
			if (reason == null) {
				return null;
			}
			reasons.add(reason);
		}
		return String.join("; ", reasons);
	}

	/**
	 * Sees to it that an image is there. Testcontainers would do that too, but tries for
	 * two minutes where there is no network.
	 * @param name an image of the public registry's library, with a tag
	 * @param options takes a progress line when the image must be fetched
	 * @return null when it is there, otherwise why it cannot be had
	 */
	@Nullable String whyNoImage(String name, LabOptions options) {
		for (String address : addresses()) {
			if (!DockerSocket.speaksPlainly(address) || whyNot(address) != null) {
				continue;
			}
			try {
				if (DockerSocket.ask(address, "GET", "/images/" + name + "/json", LOOK).matches("(?s)HTTP/1.. 200.*")) {
					return null;
				}
				options.log("Fetching the image " + name);
				String tagged = "/images/create?fromImage=" + name.replace(":", "&tag=");
				Matcher error = ERROR.matcher(DockerSocket.ask(address, "POST", tagged, PULL));
				return error.find() ? "cannot fetch the image " + name + ": " + error.group(1) : null;
			}
			catch (IOException ex) {
				return "cannot fetch the image " + name + ": " + ex.getMessage();
			}
		}
		return null;
	}

	private Set<String> addresses() {
		String named = this.environment.getOrDefault("DOCKER_HOST", "");
		if (!named.isBlank()) {
			return Set.of(named.strip());
		}
		Set<String> addresses = new LinkedHashSet<>();
		addresses.add("unix:///var/run/docker.sock");
		String home = System.getProperty("user.home");
		String runtime = this.environment.get("XDG_RUNTIME_DIR");
		for (Path socket : List.of(Path.of((runtime != null) ? runtime : home, "docker.sock"),
				Path.of(home, ".docker/run/docker.sock"), Path.of(home, ".docker/desktop/docker.sock"))) {
			if (Files.exists(socket)) {
				addresses.add("unix://" + socket);
			}
		}
		return addresses;
	}

	private static @Nullable String whyNot(String address) {
		try {
			String reply = DockerSocket.ask(address, "GET", "/_ping", PING);
			return reply.matches("(?s)HTTP/1.. 200.*") ? null : address + " answers, but not as a Docker engine does";
		}
		catch (IOException ex) {
			return address + ": " + ex.getMessage();
		}
	}

}
