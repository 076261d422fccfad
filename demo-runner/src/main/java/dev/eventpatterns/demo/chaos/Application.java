package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.Workspace;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;

/**
 * A module's application, in as many processes as a demo wants. It is unpacked once after
 * each build, in Spring Boot's own way, because reading jars within a jar makes a start
 * slower. (An archive of loaded classes would make it faster still, and take longer to
 * make than a demo's few starts save.)
 */
public final class Application {

	private static final Duration UNPACKING = Duration.ofMinutes(2);

	private static final int KEPT = 2;

	/**
	 * A service that runs for seconds: it has to start soon, and leave room for others.
	 */
	private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
			"-Xmx160m");

	private final Path jar;

	private Application(Path jar) {
		this.jar = jar;
	}

	/**
	 * Unpacks a module's application, unless it is.
	 * @param stage where the demo plays
	 * @param module the module's name
	 * @return the application
	 * @throws DemoFailure when it has not been built, or cannot be unpacked
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public static Application of(Stage stage, String module) throws InterruptedException {
		Path packed = stage.workspace().application(module);
		Path cache = stage.workspace().output();
		try {
			Path folder = cache.resolve(module + "-" + key(packed));
			if (!Files.exists(folder)) {
				unpack(packed, cache, folder);
				removeOld(cache, module);
			}
			return new Application(folder.resolve(packed.getFileName()));
		}
		catch (IOException ex) {
			throw new DemoFailure("Cannot unpack " + packed + " to " + cache + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Prepares a process; it is not started yet.
	 * @param name names the process and the file of its output
	 * @param port where it answers, on loopback
	 * @param folder where it runs
	 * @param arguments its properties
	 * @return the process
	 */
	public ServiceProcess process(String name, int port, Path folder, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(java());
		command.addAll(SMALL);
		command.addAll(List.of("-jar", this.jar.toString()));
		command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port));
		command.addAll(arguments);
		return new ServiceProcess(name, URI.create("http://127.0.0.1:" + port), command, folder);
	}

	/**
	 * Prepares a process that has one broker; it is not started yet.
	 * @param name names the process and the file of its output
	 * @param broker where its queues are
	 * @param port where it answers, on loopback
	 * @param folder where it runs
	 * @param arguments its other properties
	 * @return the process
	 */
	public ServiceProcess process(String name, Broker broker, int port, Path folder, List<String> arguments) {
		List<String> all = new ArrayList<>();
		broker.springProperties().forEach((key, value) -> all.add("--" + key + "=" + value));
		all.addAll(arguments);
		return process(name, port, folder, all);
	}

	/**
	 * Two demos may unpack at once: each makes a draft of its own, and the first wins.
	 */
	private static void unpack(Path packed, Path cache, Path folder) throws IOException, InterruptedException {
		Path draft = Files.createDirectories(cache.resolve("draft-" + UUID.randomUUID()));
		try {
			run(draft, List.of(java(), "-Djarmode=tools", "-jar", packed.toString(), "extract", "--force",
					"--destination", draft.toString()));
			Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			if (!Files.exists(folder)) {
				throw ex;
			}
		}
		finally {
			Workspace.remove(draft);
		}
	}

	private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
		Path log = folder.resolve("unpack.log");
		try (GuardedProcess process = GuardedProcess.command(command).directory(folder).output(log).start()) {
			if (process.onExit().get(UNPACKING.toSeconds(), TimeUnit.SECONDS) != 0) {
				throw new DemoFailure("Unpacking the application failed:\n" + Files.readString(log));
			}
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new DemoFailure("Unpacking the application took more than " + UNPACKING.toSeconds() + " s.", ex);
		}
	}

	/** Another demo may still use what the build before has left, and nothing older. */
	private static void removeOld(Path cache, String module) throws IOException {
		try (Stream<Path> all = Files.list(cache)) {
			all.filter((folder) -> folder.getFileName().toString().startsWith(module + "-"))
				.sorted(Comparator.comparing((Path folder) -> folder.toFile().lastModified()).reversed())
				.skip(KEPT)
				.forEach(Workspace::remove);
		}
	}

	/** By content: the time of a file in a reproducible build says nothing. */
	private static UUID key(Path packed) throws IOException {
		CRC32C content = new CRC32C();
		content.update(Files.readAllBytes(packed));
		return UUID.nameUUIDFromBytes((packed + " " + content.getValue()).getBytes(StandardCharsets.UTF_8));
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

}
