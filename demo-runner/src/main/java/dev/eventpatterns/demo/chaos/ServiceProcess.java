package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.lab.GuardedProcess;
import org.jspecify.annotations.Nullable;

/**
 * A Spring Boot service as a process of its own, which can be killed and started again on
 * the same port.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Duration PROBE = Duration.ofSeconds(1);

	private static final long PROBE_PAUSE_MILLIS = 100;

	private static final int LOG_LINES = 8;

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PROBE)
		.build();

	private final String name;

	private final URI base;

	private final List<String> command;

	private final Path directory;

	private final Path log;

	private @Nullable GuardedProcess process;

	/**
	 * Prepares a service.
	 * @param name how it is called in messages
	 * @param base where it answers over HTTP
	 * @param command what starts it
	 * @param directory where it runs; its output goes to a file there, named like it
	 */
	public ServiceProcess(String name, URI base, List<String> command, Path directory) {
		this.name = name;
		this.base = base;
		this.command = List.copyOf(command);
		this.directory = directory;
		this.log = directory.resolve(name + ".log");
	}

	public URI base() {
		return this.base;
	}

	public synchronized void start() {
		this.process = GuardedProcess.command(this.command).directory(this.directory).output(this.log).start();
	}

	/** Kills the service with SIGKILL. Returns when it is gone. */
	public synchronized void kill() {
		if (this.process != null) {
			this.process.close();
			this.process = null;
		}
	}

	/**
	 * Asks the service to end, and kills it when it does not.
	 * @param grace how long it has
	 */
	public synchronized void stop(Duration grace) {
		if (this.process != null) {
			this.process.stop(grace);
		}
		kill();
	}

	/**
	 * Waits until the service says that it is ready.
	 * @param atMost how long
	 * @throws DemoFailure when it ended, or is not ready in time; the message has the
	 * last lines of its output
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public void awaitReady(Duration atMost) throws InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		while (!ready()) {
			if (!alive()) {
				throw new DemoFailure("The service " + this.name + " ended by itself. Its last words:\n" + lastWords());
			}
			if (System.nanoTime() > deadline) {
				throw new DemoFailure("The service " + this.name + " was not ready within " + atMost.toSeconds()
						+ " s. Its last words:\n" + lastWords());
			}
			Thread.sleep(PROBE_PAUSE_MILLIS);
		}
	}

	/**
	 * Asks the service.
	 * @param path what for
	 * @return the body of an answer 200
	 * @throws IOException when there is no such answer within a second
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public String get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path)).timeout(PROBE).build();
		HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IOException("GET " + path + " was answered " + response.statusCode());
		}
		return response.body();
	}

	@Override
	public void close() {
		kill();
	}

	private boolean ready() throws InterruptedException {
		try {
			get("/actuator/health/readiness");
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private synchronized boolean alive() {
		return this.process != null && this.process.isAlive();
	}

	private String lastWords() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
		}
		catch (IOException ex) {
			return "(no output in " + this.log + ")";
		}
	}

}
