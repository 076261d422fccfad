package dev.eventpatterns.eventforwarding;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.WireForm;

/** What the tests of the hops say again and again. */
final class EventForwardingFixtures {

	static final String ORDERS = "event-forwarding.orders";

	static final String FORWARDED = "event-forwarding.forwarded";

	static final String WORKFLOW = "workflow.events";

	static final String JSON = "application/json";

	static final String TEXT = "text/plain";

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private EventForwardingFixtures() {
	}

	static List<TradeOrder> orders(long seed, int count) {
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(seed));
		return Stream.generate(generator::next).limit(count).toList();
	}

	static String jsonArray(List<TradeOrder> orders) {
		return orders.stream().map(WireForm.JSON::write).collect(Collectors.joining(",", "[", "]"));
	}

	static HttpResponse<String> post(int port, String contentType, String body) throws Exception {
		return post(port, contentType, body.getBytes(StandardCharsets.UTF_8));
	}

	static HttpResponse<String> post(int port, String contentType, byte[] body) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	static HttpResponse<String> get(int port, String path) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	static long storedCount(int port) throws Exception {
		return Long.parseLong(get(port, "/orders/count").body().replaceAll("\\D", ""));
	}

	/** Publishes as a foreign client does: to the queue by its name, confirmed. */
	static void publish(Broker broker, String queue, AMQP.BasicProperties properties, Iterable<byte[]> bodies)
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

	static int ready(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.queueDeclarePassive(queue).getMessageCount();
		}
	}

	/** Takes all messages that are ready. */
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

	static void onChannel(Broker broker, ChannelWork work) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			work.with(channel);
		}
	}

	static String header(GetResponse message, String name) {
		Map<String, Object> headers = message.getProps().getHeaders();
		return String.valueOf(headers.get(name));
	}

	interface ChannelWork {

		void with(Channel channel) throws IOException;

	}

}
