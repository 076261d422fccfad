package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import dev.eventpatterns.demo.Workspace;
import dev.eventpatterns.lab.GuardedProcess;

/**
 * Starts a Spring Boot application several times faster than {@code java -jar} does, in
 * Spring Boot's own way: the application is unpacked once, and a training run leaves an
 * archive of its loaded classes that every later start maps into memory. Made again when
 * the application or the Java installation has changed.
 */
public final class FastStart {

	private static final Duration PREPARING = Duration.ofMinutes(2);

	private static final int KEPT = 2;

	private static final String ARCHIVE = "classes.jsa";

	private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
			"-Xmx160m", "-Xlog:disable", "-Xlog:all=error:stderr");

	private final Path folder;

	private final String jar;

	private FastStart(Path folder, String jar) {
		this.folder = folder;
		this.jar = jar;
	}

	/**
	 * Takes what is prepared, or prepares it, which takes some seconds.
	 * @param application what {@code java -jar} would start
	 * @param cache the folder to keep it in
	 * @param training how to run the application once, as it will be run later
	 * @param progress told before anything that takes long
	 * @return what starts the application fast
	 * @throws DemoFailure when the application cannot be unpacked or does not start up
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public static FastStart of(Path application, Path cache, Training training, Runnable progress)
			throws InterruptedException {
		Path folder = cache.resolve(key(application));
		String jar = application.getFileName().toString();
		try {
			if (!Files.exists(folder.resolve(ARCHIVE))) {
				progress.run();
				unpack(application, cache, folder);
				train(folder, jar, training);
				removeOld(cache, jar);
			}
		}
		catch (IOException ex) {
			throw new DemoFailure("Cannot unpack " + application + " to " + folder + ": " + ex.getMessage(), ex);
		}
		return new FastStart(folder, jar);
	}

	/**
	 * The command that starts the application.
	 * @param arguments the application's own arguments
	 * @return program and arguments
	 */
	public List<String> command(List<String> arguments) {
		return command(this.folder, List.of("-XX:SharedArchiveFile=" + this.folder.resolve(ARCHIVE)), this.jar,
				arguments);
	}

	/**
	 * Two demos may prepare at once: each makes a draft of its own, and the first wins.
	 */
	private static void unpack(Path application, Path cache, Path folder) throws IOException, InterruptedException {
		if (Files.exists(folder)) {
			return;
		}
		Path draft = Files.createDirectories(cache.resolve("draft-" + UUID.randomUUID()));
		try {
			run(draft, List.of(java(), "-Djarmode=tools", "-jar", application.toString(), "extract", "--force",
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

	/** The archive holds for the very paths of the files it was made from. */
	private static void train(Path folder, String jar, Training training) throws IOException, InterruptedException {
		Path draft = Files.createDirectories(folder.resolve("draft-" + UUID.randomUUID()));
		Path archive = draft.resolve(ARCHIVE);
		List<String> command = command(folder, List.of("-XX:ArchiveClassesAtExit=" + archive), jar,
				training.arguments());
		try (ServiceProcess service = new ServiceProcess("training", training.base(), command, draft)) {
			service.start();
			service.awaitReady(PREPARING);
			training.exercise(service);
			service.stop(PREPARING);
			Files.move(archive, folder.resolve(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Workspace.remove(draft);
		}
	}

	/**
	 * Keeps what another Java installation may still use, and not what every build
	 * leaves.
	 */
	private static void removeOld(Path cache, String jar) throws IOException {
		try (Stream<Path> all = Files.list(cache)) {
			all.filter((folder) -> folder.getFileName().toString().startsWith(name(jar)))
				.sorted(Comparator.comparing((Path folder) -> folder.toFile().lastModified()).reversed())
				.skip(KEPT)
				.forEach(Workspace::remove);
		}
	}

	private static List<String> command(Path folder, List<String> options, String jar, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(java());
		command.addAll(SMALL);
		command.addAll(options);
		command.addAll(List.of("-jar", folder.resolve(jar).toString()));
		command.addAll(arguments);
		return command;
	}

	private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
		Path log = folder.resolve("prepare.log");
		try (GuardedProcess process = GuardedProcess.command(command).directory(folder).output(log).start()) {
			int status = process.onExit().get(PREPARING.toSeconds(), TimeUnit.SECONDS);
			if (status != 0) {
				throw new DemoFailure(
						"Preparing the application failed with status " + status + ":\n" + Files.readString(log));
			}
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new DemoFailure("Preparing the application took more than " + PREPARING.toSeconds() + " s.", ex);
		}
	}

	/**
	 * Changes whenever what is prepared would no longer fit. The time of the file does
	 * not.
	 */
	private static String key(Path application) {
		CRC32C content = new CRC32C();
		try {
			content.update(Files.readAllBytes(application));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String all = application + " " + content.getValue() + " " + java() + " " + Runtime.version() + SMALL;
		return name(application.getFileName().toString())
				+ UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
	}

	private static String name(String jar) {
		return jar.replace(".jar", "-");
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

}
