package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Private nodes from the distribution's packages, fetched once and unpacked into a cache
 * folder of the user's. Nothing is installed.
 */
final class PackagesSource implements BrokerSource {

	// Erlang's crypto library needs OpenSSL, which a bare machine may lack.
	private static final String PACKAGES = "^(rabbitmq-server|erlang-.*|libssl[0-9].*)$";

	private final Map<String, String> environment;

	private final Path osRelease;

	PackagesSource(Map<String, String> environment, Path osRelease) {
		this.environment = environment;
		this.osRelease = osRelease;
	}

	@Override
	public String name() {
		return "Debian's or Ubuntu's packages, unpacked into your cache folder";
	}

	@Override
	public RunningBrokers start(LabOptions options) throws UnavailableException {
		Path folder = folder();
		if (!Files.isDirectory(folder)) {
			options.log("Fetching RabbitMQ into " + folder + " (once, 35 MB; nothing is installed)");
			fetch(folder, options);
		}
		RabbitInstallation installation = RabbitInstallation.below(folder)
			.orElseThrow(() -> new UnavailableException("no rabbitmq-server in " + folder
					+ ", although the packages were unpacked there; remove that folder and try again"));
		return LocalBrokers.start(installation, options, "the packages unpacked in " + folder);
	}

	private Path folder() throws UnavailableException {
		Properties os = new Properties();
		try (var reader = Files.newBufferedReader(this.osRelease)) {
			os.load(reader);
		}
		catch (IOException ex) {
			throw new UnavailableException("this is neither Debian nor Ubuntu");
		}
		String id = os.getProperty("ID", "").replace("\"", "");
		if (!(id + " " + os.getProperty("ID_LIKE", "")).matches(".*(debian|ubuntu).*")) {
			throw new UnavailableException("this is neither Debian nor Ubuntu" + (id.isEmpty() ? "" : " but " + id));
		}
		String version = os.getProperty("VERSION_ID", os.getProperty("VERSION_CODENAME", "x")).replace("\"", "");
		Path cache = Path.of(this.environment.getOrDefault("XDG_CACHE_HOME", ""));
		if (!cache.isAbsolute()) {
			cache = Path.of(this.environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache");
		}
		Path folder = cache.resolve("rabbit-lab").resolve(id + "-" + version + "-" + System.getProperty("os.arch"));
		if (folder.toString().matches(".*[\\s'].*")) {
			throw new UnavailableException("RabbitMQ's scripts cannot run from a path with blanks or quotes like "
					+ folder + "; set XDG_CACHE_HOME to another one");
		}
		return folder;
	}

	private void fetch(Path folder, LabOptions options) throws UnavailableException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", Resources.text("fetch-debian-packages.sh"),
				"fetch-debian-packages", folder.toString(), "rabbitmq-server")
			.redirectErrorStream(true);
		builder.environment().put("FETCH_ONLY", PACKAGES);
		String last = "";
		try {
			Process fetch = builder.start();
			fetch.getOutputStream().close();
			try (var reader = fetch.inputReader(StandardCharsets.UTF_8)) {
				for (String line = reader.readLine(); line != null; line = reader.readLine()) {
					last = line;
					options.log("  " + line);
				}
			}
			if (fetch.waitFor() != 0) {
				throw new UnavailableException(last.replaceFirst("^fetch-debian-packages: ", ""));
			}
		}
		catch (IOException ex) {
			throw new UnavailableException("cannot run sh: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UnavailableException("interrupted");
		}
	}

}
