package dev.eventpatterns.ambulance;

import java.io.IOException;
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
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/** What the tests of the lanes say again and again. */
final class AmbulanceFixtures {

	static final String PRIORITY = "ambulance.priority";

	static final String STANDARD = "ambulance.standard";

	static final String WORKFLOW = "workflow.events";

	/** A queue behind the exchange of the processed events. */
	static final String TAP = "tap";

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private static final JsonMapper JSON = new JsonMapper();

	private AmbulanceFixtures() {
	}

	/** Orders of one account, whose ids are the account's name and their sequence. */
	static List<TradeOrder> orders(String account, int count) {
		return IntStream.rangeClosed(1, count).mapToObj((sequence) -> order(account, sequence)).toList();
	}

	static TradeOrder order(String account, int sequence) {
		return new TradeOrder(account + "-" + sequence, account, TradeOrder.Action.PLACE, TradeOrder.Side.BUY, "IBM",
				BigDecimal.ONE, sequence);
	}

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

	/** Publishes as a foreign client does. */
	static void publishRaw(Broker broker, String queue, AMQP.BasicProperties properties, List<byte[]> bodies)
			throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (byte[] body : bodies) {
				channel.basicPublish("", queue, true, properties, body);
			}
			channel.waitForConfirmsOrDie(20_000);
		}
	}

	static AMQP.BasicProperties persistent(String contentType) {
		return new AMQP.BasicProperties.Builder().contentType(contentType).deliveryMode(2).build();
	}

	/** Begins to record the processed events, from now on. */
	static void tap(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDeclare(TAP, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.queueBind(TAP, AmbulanceTopology.PROCESSED_EXCHANGE, "");
			channel.queuePurge(TAP);
		}
	}

	/** Takes the processed events that were recorded. */
	static List<JsonNode> processed(Broker broker) throws Exception {
		return drain(broker, TAP).stream().map((message) -> JSON.readTree(message.getBody())).toList();
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

	static void onChannel(Broker broker, ChannelWork work) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			work.with(channel);
		}
	}

	static String header(GetResponse message, String name) {
		return String.valueOf(message.getProps().getHeaders().get(name));
	}

	static HttpResponse<String> get(int port, String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path)));
	}

	static HttpResponse<String> post(int port, String path, String contentType, String body) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	static HttpResponse<String> switchMode(int port, String mode) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, "/mode"))
			.header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}")));
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
	}

	static int depth(int port, String lane) throws Exception {
		return JsonPath.<List<Integer>>read(get(port, "/lanes").body(), "$.lanes[?(@.lane=='" + lane + "')].depth")
			.get(0);
	}

	static double idleShare(int port, String thread) throws Exception {
		return JsonPath
			.<List<Number>>read(get(port, "/lanes").body(), "$.threads[?(@.thread=='" + thread + "')].idleShare")
			.get(0)
			.doubleValue();
	}

	interface ChannelWork {

		void with(Channel channel) throws IOException;

	}

}
