package dev.eventpatterns.watchnotification;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;

/** What the tests of running servers and services say again and again. */
final class WatchFixtures {

	static final Duration PATIENCE = Duration.ofSeconds(60);

	static final String SECRET = "0123456789abcdef0123456789abcdef";

	static final String PREFIX = "watch-notification.";

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private WatchFixtures() {
	}

	/** A server in this JVM, with its database in a folder. */
	static ConfigurableApplicationContext server(Broker broker, Path folder, String... properties) {
		List<String> arguments = arguments(properties);
		arguments.addAll(serverArguments(broker, folder));
		return new SpringApplicationBuilder(WatchNotificationApplication.class).profiles("config-server")
			.run(arguments.toArray(String[]::new));
	}

	static List<String> serverArguments(Broker broker, Path folder) {
		return List.of("--DATA_FOLDER=" + folder, "--" + PREFIX + "retry.shortest=50ms",
				"--" + PREFIX + "credentials[0].address=amqp://" + broker.host() + ":" + broker.port(),
				"--" + PREFIX + "credentials[0].username=" + broker.username(),
				"--" + PREFIX + "credentials[0].password=" + broker.password());
	}

	/** A service in this JVM. */
	static ConfigurableApplicationContext service(Broker broker, String name, int serverPort, Class<?> beans,
			String... properties) {
		List<String> arguments = arguments(properties);
		broker.springProperties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
		arguments.add("--" + PREFIX + "service.name=" + name);
		arguments.add("--" + PREFIX + "service.server=http://127.0.0.1:" + serverPort);
		arguments.add("--" + PREFIX + "retry.shortest=50ms");
		return new SpringApplicationBuilder(WatchNotificationApplication.class, beans).profiles("service")
			.run(arguments.toArray(String[]::new));
	}

	private static List<String> arguments(String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--" + PREFIX + "signing.keys.k1=" + SECRET));
		if (Stream.of(properties).noneMatch((property) -> property.startsWith("server.port"))) {
			arguments.add("--server.port=0");
		}
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return arguments;
	}

	static int port(ConfigurableApplicationContext context) {
		return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
	}

	static String address(Broker broker) {
		return "amqp://" + broker.host() + ":" + broker.port() + "/"
				+ URLEncoder.encode(broker.virtualHost(), StandardCharsets.UTF_8);
	}

	/** Registers a queue, whoever it belongs to. */
	static HttpResponse<String> watch(int port, String service, String key, String address, String queue)
			throws Exception {
		return post(port, """
				{"service":"%s","key":"%s","address":"%s","queue":"%s"}""".formatted(service, key, address, queue));
	}

	static HttpResponse<String> post(int port, String body) throws Exception {
		return send(request(port, "/watches").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	static long set(int port, String key, String value) throws Exception {
		HttpResponse<String> answer = send(request(port, "/config/" + key).header("Content-Type", "text/plain")
			.PUT(HttpRequest.BodyPublishers.ofString(value)));
		return JsonPath.<Number>read(answer.body(), "$.revision").longValue();
	}

	static HttpResponse<String> get(int port, String path) throws Exception {
		return send(request(port, path).GET());
	}

	static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
	}

	static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	static <T> T read(int port, String path, String jsonPath) throws Exception {
		return JsonPath.read(get(port, path).body(), jsonPath);
	}

	/** Where a service's only watch stands. */
	static String state(int port, String service) throws Exception {
		List<String> states = read(port, "/watches?service=" + service, "$[*].state");
		return states.isEmpty() ? "NONE" : states.get(0);
	}

	static double metric(int port, String series) throws Exception {
		return get(port, "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElse(0);
	}

	static double dropped(int port, String reason) throws Exception {
		return metric(port, "watch_notification_dropped_total{reason=\"" + reason + "\"}");
	}

	static void queue(Broker broker, String name) throws Exception {
		onChannel(broker, (channel) -> channel.queueDeclare(name, true, false, false, null));
	}

	static int ready(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.queueDeclarePassive(queue).getMessageCount();
		}
	}

	static List<GetResponse> drain(Broker broker, String queue) throws Exception {
		List<GetResponse> messages = new ArrayList<>();
		onChannel(broker, (channel) -> {
			for (GetResponse next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
				messages.add(next);
			}
		});
		return messages;
	}

	static String text(GetResponse message, String jsonPath) {
		return String.valueOf(JsonPath.<Object>read(new String(message.getBody(), StandardCharsets.UTF_8), jsonPath));
	}

	static void onChannel(Broker broker, ChannelWork work) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			work.with(channel);
		}
	}

	interface ChannelWork {

		void with(Channel channel) throws Exception;

	}

}
