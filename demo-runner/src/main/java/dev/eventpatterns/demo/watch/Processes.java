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
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.ServiceProcess;
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

	private final Application application;

	private final Path folder;

	Processes(Stage stage, Application application, Path folder) {
		this.stage = stage;
		this.application = application;
		this.folder = folder;
	}

	/** The server, which reaches services by the given ways. */
	ServiceProcess server(int port, List<TcpFaultProxy> ways) {
		List<String> arguments = common("config-server");
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
		List<String> arguments = common("service");
		broker.springProperties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
		arguments.add(PREFIX + "service.name=" + name);
		arguments.add(PREFIX + "service.keys=" + KEY);
		arguments.add(PREFIX + "service.server=http://127.0.0.1:" + serverPort);
		arguments.add(PREFIX + "service.address=amqp://127.0.0.1:" + way.port() + "/" + broker.virtualHost());
		return process(name, port, arguments);
	}

	private static List<String> common(String profile) {
		return new ArrayList<>(List.of("--spring.profiles.active=" + profile,
				PREFIX + "signing.keys.demo=only-for-this-demo-only-for-this-demo"));
	}

	private ServiceProcess process(String name, int port, List<String> arguments) {
		return this.stage.cleanup().add(this.application.process(name, port, this.folder, arguments));
	}

	/** Changes the value. */
	static void change(int serverPort, long revision) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serverPort + "/config/" + KEY))
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

}
