package dev.eventpatterns.threaddelegate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.TradeOrderParser;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

import static org.awaitility.Awaitility.await;

/** How the tests of a running consumer send orders and see what became of them. */
final class ThreadDelegateFixtures {

	static final String ORDERS = "thread-delegate.orders";

	static final String WORKFLOW = "workflow.events";

	/** Far longer than anything takes, on a slow machine too. */
	static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private ThreadDelegateFixtures() {
	}

	static List<TradeOrder> orders(long seed, int count, int accounts) {
		TradeOrderGenerator generator = new TradeOrderGenerator(
				TradeOrderGenerator.Settings.withSeed(seed).withAccounts(accounts).withSkew(1.1));
		return Stream.generate(generator::next).limit(count).toList();
	}

	static TradeOrder order(String id, String account, String symbol, long sequence) {
		return TradeOrderParser.parseJson("""
				{"orderId":"%s","account":"%s","action":"PLACE","side":"BUY","symbol":"%s","quantity":1.00,\
				"sequence":%d}""".formatted(id, account, symbol, sequence));
	}

	static void publish(Broker broker, String queue, List<TradeOrder> orders) throws Exception {
		awaitQueue(broker, queue);
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

	/** As a foreign client: nothing but a body, and perhaps a content type. */
	static void publishRaw(Broker broker, String queue, String contentType, List<byte[]> bodies) throws Exception {
		awaitQueue(broker, queue);
		AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().contentType(contentType).build();
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (byte[] body : bodies) {
				channel.basicPublish("", queue, true, properties, body);
			}
			channel.waitForConfirmsOrDie(20_000);
		}
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Until the consumer has declared it; what is published before that is lost. */
	private static void awaitQueue(Broker broker, String queue) {
		await().ignoreExceptions().atMost(PATIENCE).until(() -> ready(broker, queue) >= 0);
	}

	static int ready(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.queueDeclarePassive(queue).getMessageCount();
		}
	}

	static List<GetResponse> drain(Broker broker, String queue) throws Exception {
		awaitQueue(broker, queue);
		return take(broker, queue);
	}

	private static List<GetResponse> take(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			// As many as there are now: while others publish it would not come to an end.
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

	static HttpResponse<String> send(String method, int port, String path) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	static HttpResponse<String> post(int port, String contentType, String body) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	static double metric(int port, String series) throws Exception {
		return send("GET", port, "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElseThrow(() -> new AssertionError("not scraped: " + series));
	}

	/**
	 * A queue behind the exchange of the processed events, and what it has had so far.
	 */
	static final class Tap {

		private final Broker broker;

		private final String queue;

		private final List<Map<String, Object>> events = new ArrayList<>();

		Tap(Broker broker, String queue) throws Exception {
			this.broker = broker;
			this.queue = queue;
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				channel.exchangeDeclare(ThreadDelegateTopology.PROCESSED_EXCHANGE, "fanout", true);
				channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
				channel.queueBind(queue, ThreadDelegateTopology.PROCESSED_EXCHANGE, "");
			}
		}

		/** Every processed event so far, in the order of the queue. */
		List<Map<String, Object>> events() throws Exception {
			for (GetResponse message : take(this.broker, this.queue)) {
				this.events.add(JsonPath.read(new String(message.getBody(), StandardCharsets.UTF_8), "$"));
			}
			return this.events;
		}

		/** The order ids of an account, each where it came first. */
		List<String> firstCompletions(String account) throws Exception {
			return events().stream()
				.filter((event) -> account.equals(event.get("account")))
				.map((event) -> String.valueOf(event.get("orderId")))
				.distinct()
				.toList();
		}

		Map<String, List<String>> firstCompletions() throws Exception {
			Map<String, List<String>> byAccount = new HashMap<>();
			for (Map<String, Object> event : events()) {
				List<String> ids = byAccount.computeIfAbsent(String.valueOf(event.get("account")),
						(account) -> new ArrayList<>());
				String id = String.valueOf(event.get("orderId"));
				if (!ids.contains(id)) {
					ids.add(id);
				}
			}
			return byAccount;
		}

	}

	/** The order ids of each account, in the order in which they were sent. */
	static Map<String, List<String>> byAccount(List<TradeOrder> orders) {
		Map<String, List<String>> ids = new LinkedHashMap<>();
		orders.forEach((order) -> ids.computeIfAbsent(order.account(), (account) -> new ArrayList<>())
			.add(String.valueOf(order.orderId())));
		return ids;
	}

}
