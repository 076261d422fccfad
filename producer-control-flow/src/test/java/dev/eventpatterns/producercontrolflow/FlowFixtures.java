package dev.eventpatterns.producercontrolflow;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;

/** What the tests of running services say again and again. */
final class FlowFixtures {

	static final String ORDERS = "producer-control-flow.orders";

	static final String WORKFLOW = "workflow.events";

	static final Duration PATIENCE = Duration.ofSeconds(40);

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private FlowFixtures() {
	}

	/** Orders of one account, whose ids are the account's name and their sequence. */
	static List<TradeOrder> orders(String account, int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((sequence) -> new TradeOrder(account + "-" + sequence, account, TradeOrder.Action.PLACE,
					TradeOrder.Side.BUY, "IBM", BigDecimal.ONE, sequence))
			.toList();
	}

	/** The lines of a request, with ids of their own. */
	static String body(String account, int count) {
		StringBuilder json = new StringBuilder("[");
		for (int i = 1; i <= count; i++) {
			json.append((i > 1) ? "," : "")
				.append("""
						{"orderId":"%s-%d","account":"%s","action":"PLACE","side":"BUY","symbol":"IBM","quantity":1,"sequence":%d}"""
					.formatted(account, i, account, i));
		}
		return json.append(']').toString();
	}

	/** A service in this JVM, with its own port. */
	static ConfigurableApplicationContext start(Broker broker, String role, String... properties) {
		List<String> arguments = new ArrayList<>();
		broker.springProperties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		arguments.add("--server.port=0");
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new SpringApplicationBuilder(ProducerControlFlowApplication.class).profiles(role.split(","))
			.run(arguments.toArray(String[]::new));
	}

	static int port(ConfigurableApplicationContext service) {
		return Integer.parseInt(String.valueOf(service.getEnvironment().getProperty("local.server.port")));
	}

	static HttpResponse<String> post(int port, String contentType, String body) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
			.timeout(Duration.ofSeconds(60))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	static HttpResponse<String> get(int port, String path) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	static <T> T flow(int port, String path) throws Exception {
		return JsonPath.read(get(port, "/flow").body(), path);
	}

	static double metric(int port, String series) throws Exception {
		return get(port, "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElse(Double.NaN);
	}

	static void publish(Broker broker, String exchange, String routingKey, List<String> bodies) throws Exception {
		AMQP.BasicProperties text = new AMQP.BasicProperties.Builder().deliveryMode(2).build();
		AMQP.BasicProperties json = text.builder().contentType("application/json").build();
		onChannel(broker, (channel) -> {
			channel.confirmSelect();
			for (String body : bodies) {
				channel.basicPublish(exchange, routingKey, body.startsWith("{") ? json : text,
						body.getBytes(StandardCharsets.UTF_8));
			}
			channel.waitForConfirmsOrDie(20_000);
		});
	}

	/** Sends a signal as a controller would. */
	static void signal(Broker broker, String permitted, long epoch, long validForMillis) throws Exception {
		publish(broker, "flow-control", "", List.of("""
				{"channel":"%s","permittedPerSecond":%s,"epoch":%d,"validForMillis":%d,"reason":"test"}"""
			.formatted(ORDERS, permitted, epoch, validForMillis)));
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

	/** The ids of what a queue holds, each once. */
	static List<String> ids(Broker broker, String queue) throws Exception {
		return drain(broker, queue).stream().map((message) -> message.getProps().getMessageId()).distinct().toList();
	}

	/** Begins to record what an exchange gets. */
	static void tap(Broker broker, String exchange, String type, String routingKey, String queue) throws Exception {
		onChannel(broker, (channel) -> {
			Map<String, Object> quorum = new HashMap<>(Map.of("x-queue-type", "quorum"));
			channel.exchangeDeclare(exchange, type, true);
			channel.queueDeclare(queue, true, false, false, quorum);
			channel.queueBind(queue, exchange, routingKey);
			channel.queuePurge(queue);
		});
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
