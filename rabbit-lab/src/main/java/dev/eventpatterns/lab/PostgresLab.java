package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own from the machine's packages: on loopback, in a folder that is
 * removed, gone when this JVM ends. As root it runs as the user {@code postgres} that the
 * package has made, for it refuses to run as root.
 */
public final class PostgresLab implements AutoCloseable {

	/** What to tell whoever has none. */
	public static final String HOW_TO_GET_IT = "PostgreSQL is not installed, so what needs it is left out;"
			+ " on Debian and Ubuntu `apt-get install postgresql` gets it";

	private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

	private static final String USER = "postgres";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Path programs;

	private final Path folder;

	private final PortSlot slot;

	private final AtomicInteger databases = new AtomicInteger();

	private GuardedProcess server;

	private PostgresLab(Path programs) throws IOException {
		this.programs = programs;
		this.slot = PortSlot.claim();
		this.folder = Files.createTempDirectory("postgres-lab-");
		if (isRoot()) {
			Files.setOwner(this.folder,
					this.folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
		}
		runToEnd("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-instructions", "--no-sync");
		this.server = startServer();
	}

	/**
	 * Starts the newest PostgreSQL that is installed.
	 * @return the server, accepting connections, or nothing where none is installed
	 * @throws IllegalStateException if it does not start; says what it printed
	 */
	public static Optional<PostgresLab> startIfInstalled() {
		try {
			Optional<Path> programs = installed();
			return programs.isPresent() ? Optional.of(new PostgresLab(programs.get())) : Optional.empty();
		}
		catch (IOException ex) {
			throw new IllegalStateException("PostgreSQL did not start: " + ex.getMessage(), ex);
		}
	}

	private static Optional<Path> installed() throws IOException {
		if (!Files.isDirectory(PACKAGES)) {
			return Optional.empty();
		}
		try (Stream<Path> versions = Files.list(PACKAGES)) {
			return versions.map((version) -> version.resolve("bin"))
				.filter((programs) -> Files.isExecutable(programs.resolve("postgres")))
				.max(Comparator.comparing(Path::toString));
		}
	}

	private GuardedProcess startServer() throws IOException {
		GuardedProcess started = command("postgres", "-D", data(), "-p", String.valueOf(port()), "-k",
				this.folder.toString(), "-c", "listen_addresses=" + PortSlot.LOOPBACK)
			.removeAtEnd(this.folder)
			.start();
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!isReady()) {
			if (!started.isAlive() || System.nanoTime() > deadline) {
				started.close();
				throw new IOException(Files.readString(log()));
			}
		}
		return started;
	}

	private boolean isReady() throws IOException {
		return exitStatus("pg_isready", "-q", "-t", "1", "-h", PortSlot.LOOPBACK, "-p", String.valueOf(port())) == 0;
	}

	/** The port on loopback that it listens on. */
	public int port() {
		return this.slot.amqp();
	}

	/**
	 * Makes an empty database.
	 * @return its name
	 */
	public String createDatabase() {
		String name = "lab_" + this.databases.incrementAndGet();
		try {
			runToEnd("createdb", "-h", PortSlot.LOOPBACK, "-p", String.valueOf(port()), "-U", USER, name);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot create the database " + name + ": " + ex.getMessage(), ex);
		}
		return name;
	}

	/**
	 * The properties that lead a Spring Boot application to a database.
	 * @param database as {@link #createDatabase()} named it
	 * @return {@code spring.datasource.*}
	 */
	public Map<String, String> springProperties(String database) {
		return Map.of("spring.datasource.url", "jdbc:postgresql://" + PortSlot.LOOPBACK + ":" + port() + "/" + database,
				"spring.datasource.username", USER);
	}

	/** Kills the server with SIGKILL. */
	public void kill() {
		this.server.kill();
	}

	/** Starts the server again on its data, and returns when it accepts connections. */
	public void restart() {
		this.server.kill();
		try {
			this.server = startServer();
		}
		catch (IOException ex) {
			throw new IllegalStateException("PostgreSQL did not start again: " + ex.getMessage(), ex);
		}
	}

	private void runToEnd(String program, String... arguments) throws IOException {
		if (exitStatus(program, arguments) != 0) {
			throw new IOException(program + " failed: " + Files.readString(log()));
		}
	}

	private int exitStatus(String program, String... arguments) throws IOException {
		try (GuardedProcess process = command(program, arguments).start()) {
			return process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while running " + program, ex);
		}
		catch (Exception ex) {
			throw new IOException(program + " did not end: " + ex.getMessage(), ex);
		}
	}

	private GuardedCommand command(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if (isRoot()) {
			command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
		}
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		return GuardedProcess.command(command).directory(this.folder).output(log());
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private String data() {
		return this.folder.resolve("data").toString();
	}

	private Path log() {
		return this.folder.resolve("log");
	}

	@Override
	public void close() {
		this.server.stop(Duration.ofSeconds(5));
		this.server.close();
		this.slot.close();
		new NodeFolder(this.folder).remove();
	}

}
