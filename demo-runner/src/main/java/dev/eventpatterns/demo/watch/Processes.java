package dev.eventpatterns.demo.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.FastStart;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.demo.chaos.Training;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;

/** The server and the services, each a process. */
final class Processes {

	static final String KEY = "trading.limit";

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	private static final String PREFIX = "--watch-notification.";

	private final Stage stage;

	private final FastStart start;

	private final Path folder;

	Processes(Stage stage, Path application, Path folder) throws InterruptedException {
		this.stage = stage;
		this.folder = folder;
		this.start = FastStart.of(application, stage.workspace().output(), new Rehearsal(),
				() -> stage.terminal().step("preparing fast starts, once for this build"));
	}

	/** The server, which reaches services by the given ways. */
	ServiceProcess server(int port, List<TcpFaultProxy> ways) {
		List<String> arguments = common(port, "config-server");
		arguments.add("--DATA_FOLDER=" + this.folder);
		arguments.add(PREFIX + "retry.longest=500ms");
		for (int i = 0; i < ways.size(); i++) {
			String credentials = PREFIX + "credentials[" + i + "].";
			arguments.add(credentials + "address=amqp://127.0.0.1:" + ways.get(i).port());
			arguments.add(credentials + "username=" + this.stage.broker().username());
			arguments.add(credentials + "password=" + this.stage.broker().password());
		}
		return process("config-server", port, arguments);
	}

	/** A service with its own virtual host, where the server reaches it by a way. */
	ServiceProcess service(String name, int port, Broker broker, TcpFaultProxy way, int serverPort) {
		List<String> arguments = common(port, "service");
		broker.springProperties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
		arguments.add(PREFIX + "service.name=" + name);
		arguments.add(PREFIX + "service.keys=" + KEY);
		arguments.add(PREFIX + "service.server=http://127.0.0.1:" + serverPort);
		arguments.add(PREFIX + "service.address=amqp://127.0.0.1:" + way.port() + "/" + broker.virtualHost());
		return process(name, port, arguments);
	}

	private static List<String> common(int port, String profile) {
		return new ArrayList<>(List.of("--spring.profiles.active=" + profile, "--server.address=127.0.0.1",
				"--server.port=" + port, PREFIX + "signing.keys.demo=only-for-this-demo-only-for-this-demo"));
	}

	private ServiceProcess process(String name, int port, List<String> arguments) {
		return this.stage.cleanup()
			.add(new ServiceProcess(name, base(port), this.start.command(arguments), this.folder));
	}

	private static URI base(int port) {
		return URI.create("http://127.0.0.1:" + port);
	}

	/** Changes the value. */
	static void change(int serverPort, long revision) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(base(serverPort).resolve("/config/" + KEY))
			.timeout(Duration.ofSeconds(5))
			.PUT(HttpRequest.BodyPublishers.ofString("limit " + revision))
			.build();
		try {
			int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
			if (status != 200) {
				throw new DemoFailure("The server answered " + status + " to a change.");
			}
		}
		catch (IOException ex) {
			throw new DemoFailure("The server does not answer: " + ex.getMessage(), ex);
		}
	}

	/** Both roles in one process, which change a value once. */
	private final class Rehearsal implements Training {

		private final int port = Ports.free(1).get(0);

		@Override
		public List<String> arguments() {
			List<String> arguments = new ArrayList<>(List.of("--server.address=127.0.0.1", "--server.port=" + this.port,
					"--spring.datasource.url=jdbc:h2:mem:rehearsal;MODE=PostgreSQL", PREFIX + "service.keys=" + KEY,
					PREFIX + "service.server=" + base()));
			Processes.this.stage.broker()
				.withVirtualHost("training")
				.springProperties()
				.forEach((key, value) -> arguments.add("--" + key + "=" + value));
			return arguments;
		}

		@Override
		public URI base() {
			return Processes.base(this.port);
		}

		@Override
		public void exercise(ServiceProcess service) throws IOException, InterruptedException {
			change(this.port, 1);
			long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
			while (!service.get("/value").contains("limit 1") && System.nanoTime() < deadline) {
				Thread.sleep(50);
			}
			service.get("/actuator/prometheus");
		}

	}

}
