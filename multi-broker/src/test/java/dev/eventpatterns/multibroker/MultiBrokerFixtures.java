package dev.eventpatterns.multibroker;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/** What the tests of several brokers say again and again. */
final class MultiBrokerFixtures {

	static final String QUEUE = "multi-broker.orders";

	static final String WORKFLOW = "workflow.events";

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private static final JsonMapper JSON = new JsonMapper();

	private MultiBrokerFixtures() {
	}

	/** Orders of one account, whose ids are the account's name and their sequence. */
	static List<TradeOrder> orders(String account, int from, int to) {
		return IntStream.rangeClosed(from, to)
			.mapToObj((sequence) -> new TradeOrder(account + "-" + sequence, account, TradeOrder.Action.PLACE,
					TradeOrder.Side.BUY, "IBM", BigDecimal.ONE, sequence))
			.toList();
	}

	static List<String> ids(String account, int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj((i) -> account + "-" + i).toList();
	}

	static String json(List<TradeOrder> orders) {
		return orders.stream().map(WireForm.JSON::write).collect(Collectors.joining(",", "[", "]"));
	}

	static void publish(Broker broker, List<TradeOrder> orders) throws Exception {
		for (TradeOrder order : orders) {
			publishRaw(broker, TradeOrderMessages.properties(order, Instant.now(), true),
					TradeOrderMessages.body(order));
		}
	}

	/** Publishes as a foreign client does. */
	static void publishRaw(Broker broker, AMQP.BasicProperties properties, byte[] body) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			channel.basicPublish("", QUEUE, true, properties, body);
			channel.waitForConfirmsOrDie(20_000);
		}
	}

	/** Begins to record what is published to an exchange, from now on. */
	static void tap(Broker broker, String exchange, String kind, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.exchangeDeclare(exchange, kind, true);
			channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.queueBind(queue, exchange, "#");
			channel.queuePurge(queue);
		}
	}

	static List<JsonNode> drainJson(Broker broker, String queue) throws Exception {
		return drain(broker, queue).stream().map((message) -> JSON.readTree(message.getBody())).toList();
	}

	static List<GetResponse> drain(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			List<GetResponse> messages = new ArrayList<>();
			for (GetResponse next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
				messages.add(next);
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

	static HttpResponse<String> get(int port, String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path)));
	}

	static HttpResponse<String> postJson(int port, List<TradeOrder> orders) throws Exception {
		return post(port, "/orders", "application/json", json(orders));
	}

	static HttpResponse<String> post(int port, String path, String contentType, String body) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	static HttpResponse<String> delete(int port, String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path)).DELETE());
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
	}

	/** A figure of a broker in {@code GET /brokers}. */
	static Object figure(int port, String broker, String name) throws Exception {
		return JsonPath.<List<Object>>read(get(port, "/brokers").body(), "$[?(@.name=='" + broker + "')]." + name)
			.get(0);
	}

}
