package dev.eventpatterns.blueprint;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.TradeOrderParser;
import dev.eventpatterns.trading.WireForm;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.ControlEvent;

/** How the tests of a running blueprint send orders and see what became of them. */
final class BlueprintFixtures {

	static final String ORDERS = "blueprint.orders";

	static final String WORKFLOW = "workflow.events";

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private BlueprintFixtures() {
	}

	/** An application of a test's own, beside or instead of the annotated one. */
	static ConfigurableApplicationContext start(Class<?> application, Broker broker, String... settings) {
		List<String> arguments = new ArrayList<>(List.of(settings));
		arguments.add("--server.port=0");
		broker.springProperties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new));
	}

	static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/** Orders of accounts that no other seed has. */
	static List<TradeOrder> orders(long seed, int count, int accounts) {
		TradeOrderGenerator generator = new TradeOrderGenerator(
				TradeOrderGenerator.Settings.withSeed(seed).withAccounts(accounts).withSkew(1.1));
		return Stream.generate(generator::next)
			.limit(count)
			.map((order) -> new TradeOrder(order.orderId(), seed + order.account(), order.action(), order.side(),
					order.symbol(), order.quantity(), order.sequence()))
			.toList();
	}

	static TradeOrder order(String id, String account, String symbol, long sequence) {
		return TradeOrderParser.parseJson("""
				{"orderId":"%s","account":"%s","action":"PLACE","side":"BUY","symbol":"%s","quantity":1.00,\
				"sequence":%d}""".formatted(id, account, symbol, sequence));
	}

	static String json(List<TradeOrder> orders) {
		return orders.stream().map(WireForm.JSON::write).collect(Collectors.joining(",", "[", "]"));
	}

	static HttpResponse<String> post(int port, String path, List<TradeOrder> orders) throws Exception {
		return send("POST", port, path, json(orders));
	}

	static HttpResponse<String> send(String method, int port, String path, String body) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	static <T> T read(int port, String path, String field) throws Exception {
		return JsonPath.read(send("GET", port, path, "").body(), "$." + field);
	}

	/** As another client, past the producer. */
	static void publish(Broker broker, String queue, List<TradeOrder> orders) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (TradeOrder order : orders) {
				channel.basicPublish("", queue, true, TradeOrderMessages.properties(order, Instant.now(), true),
						TradeOrderMessages.body(order));
			}
			channel.waitForConfirmsOrDie(20_000);
		}
	}

	/** Takes what waits in the workflow queue, in place of the workflow processor. */
	static List<GetResponse> takeFailed(Broker broker) throws Exception {
		return take(broker, WORKFLOW);
	}

	static List<GetResponse> take(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			int count = channel.queueDeclarePassive(queue).getMessageCount();
			List<GetResponse> messages = new ArrayList<>(count);
			for (int i = 0; i < count; i++) {
				GetResponse next = channel.basicGet(queue, true);
				if (next != null) {
					messages.add(next);
				}
			}
			return messages;
		}
	}

	static int ready(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.queueDeclarePassive(queue).getMessageCount();
		}
	}

	/** A queue behind an exchange, and what it has had so far. */
	static final class Tap {

		private final Broker broker;

		private final String queue;

		private final List<Map<String, Object>> events = new ArrayList<>();

		private Tap(Broker broker, String queue, String exchange, String type) throws Exception {
			this.broker = broker;
			this.queue = queue;
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				// The application may not have come so far.
				channel.exchangeDeclare(exchange, type, true);
				channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
				channel.queueBind(queue, exchange, "#");
			}
		}

		static Tap decisions(Broker broker, String queue) throws Exception {
			return new Tap(broker, queue, ControlEvent.EXCHANGE, "topic");
		}

		static Tap processed(Broker broker, String queue) throws Exception {
			return new Tap(broker, queue, BlueprintTopology.PROCESSED_EXCHANGE, "fanout");
		}

		/** Every event so far, in the order of the queue. */
		List<Map<String, Object>> events() throws Exception {
			for (GetResponse message : take(this.broker, this.queue)) {
				this.events.add(JsonPath.read(new String(message.getBody(), StandardCharsets.UTF_8), "$"));
			}
			return this.events;
		}

		List<Object> of(String field) throws Exception {
			return events().stream().map((event) -> event.get(field)).toList();
		}

		/** The order ids of an account, each where it came first. */
		List<String> firstCompletions(String account) throws Exception {
			return events().stream()
				.filter((event) -> account.equals(event.get("account")))
				.map((event) -> String.valueOf(event.get("orderId")))
				.distinct()
				.toList();
		}

	}

}
