package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import dev.eventpatterns.benchmarks.BenchFailure;
import dev.eventpatterns.lab.Broker;

/**
 * RabbitMQ's own forwarder: a plugin, in the broker itself, without a network between. It
 * acknowledges when the target has confirmed, with the same window as the others.
 */
final class Shovel implements Variant {

	static final String PLUGIN = "rabbitmq_shovel";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** The management API closes the connection on an offer of HTTP/2 that has a body. */
	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.build();

	@Override
	public String name() {
		return "shovel";
	}

	@Override
	public AutoCloseable start(Route route) throws Exception {
		String virtualHost = encode(route.broker().virtualHost());
		String local = "amqp:///" + virtualHost;
		String definition = """
				{"value": {"src-protocol": "amqp091", "src-uri": "%s", "src-queue": "%s", "src-prefetch-count": %d,
				"dest-protocol": "amqp091", "dest-uri": "%s", "dest-exchange": "%s", "dest-exchange-key": "%s",
				"ack-mode": "on-confirm", "src-delete-after": "never"}}""".formatted(local, route.source(),
				Route.WINDOW, local, Route.EXCHANGE, Route.KEY);
		String path = "api/parameters/shovel/" + virtualHost + "/benchmark";
		send(route.broker(), path, "PUT", HttpRequest.BodyPublishers.ofString(definition));
		return () -> send(route.broker(), path, "DELETE", HttpRequest.BodyPublishers.noBody());
	}

	private void send(Broker broker, String path, String method, HttpRequest.BodyPublisher body)
			throws IOException, InterruptedException {
		URI management = broker.managementUri();
		if (management == null) {
			throw new BenchFailure("Shovel is set up through the management API, and no address of it is known for "
					+ broker + ". Leave it out with --only.");
		}
		String login = broker.username() + ":" + broker.password();
		HttpRequest request = HttpRequest.newBuilder(management.resolve("/" + path))
			.timeout(TIMEOUT)
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
			.header("Content-Type", "application/json")
			.method(method, body)
			.build();
		HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() / 100 != 2) {
			throw new BenchFailure("The broker answered " + response.statusCode() + " to a Shovel: " + response.body()
					+ ". It needs the plugin " + PLUGIN + "; or leave Shovel out with --only.");
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
