package dev.eventpatterns.supervisorconsumer;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

import static org.awaitility.Awaitility.await;

/** What the tests of supervisor and consumers say again and again. */
final class SupervisorConsumerFixtures {

	static final String ORDERS = "supervisor-consumer.orders";

	static final String REQUESTS = "supervisor-consumer.requests";

	static final String WORKFLOW = "workflow.events";

	/** A queue behind the exchange of the processed events. */
	static final String TAP = "tap";

	/** A queue behind the exchange of the decisions. */
	static final String CONTROL = "control-tap";

	static final Duration PATIENCE = Duration.ofSeconds(40);

	static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private SupervisorConsumerFixtures() {
	}

	/** Orders of one account, whose ids are the account's name and their sequence. */
	static List<TradeOrder> orders(String account, int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((sequence) -> new TradeOrder(account + "-" + sequence, account, TradeOrder.Action.PLACE,
					TradeOrder.Side.BUY, "IBM", BigDecimal.ONE, sequence))
			.toList();
	}

	static void publish(Broker broker, String queue, List<TradeOrder> orders) throws Exception {
		onChannel(broker, (channel) -> {
			channel.confirmSelect();
			for (TradeOrder order : orders) {
				channel.basicPublish("", queue, true, TradeOrderMessages.properties(order, Instant.now(), true),
						TradeOrderMessages.body(order));
			}
			channel.waitForConfirmsOrDie(20_000);
		});
	}

	/** Publishes as a foreign client does. */
	static void publishRaw(Broker broker, String queue, AMQP.BasicProperties properties, String... bodies)
			throws Exception {
		onChannel(broker, (channel) -> {
			channel.confirmSelect();
			for (String body : bodies) {
				channel.basicPublish("", queue, true, properties, body.getBytes());
			}
			channel.waitForConfirmsOrDie(20_000);
		});
	}

	/** Begins to record processed events and decisions, from now on. */
	static void tap(Broker broker) throws Exception {
		onChannel(broker, (channel) -> {
			channel.exchangeDeclare(SupervisorConsumerTopology.PROCESSED_EXCHANGE, "fanout", true);
			channel.exchangeDeclare(SupervisorConsumerTopology.CONTROL_EXCHANGE, "topic", true);
			for (String queue : List.of(TAP, CONTROL)) {
				channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
				channel.queuePurge(queue);
			}
			channel.queueBind(TAP, SupervisorConsumerTopology.PROCESSED_EXCHANGE, "");
			channel.queueBind(CONTROL, SupervisorConsumerTopology.CONTROL_EXCHANGE, "supervisor-consumer.#");
		});
	}

	/** Takes what a queue has recorded. */
	static List<JsonNode> taken(Broker broker, String queue) throws Exception {
		return drain(broker, queue).stream().map((message) -> JSON.readTree(message.getBody())).toList();
	}

	static List<GetResponse> drain(Broker broker, String queue) throws Exception {
		List<GetResponse> messages = new ArrayList<>();
		drain(broker, queue, messages);
		return messages;
	}

	/** Takes what a queue has, and keeps it also when the broker is lost on the way. */
	static void drain(Broker broker, String queue, List<GetResponse> messages) throws Exception {
		onChannel(broker, (channel) -> {
			for (GetResponse next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
				messages.add(next);
			}
		});
	}

	static int ready(Broker broker, String queue) throws Exception {
		return declared(broker, queue).getMessageCount();
	}

	static int consumers(Broker broker, String queue) throws Exception {
		return declared(broker, queue).getConsumerCount();
	}

	private static AMQP.Queue.DeclareOk declared(Broker broker, String queue) throws Exception {
		List<AMQP.Queue.DeclareOk> told = new ArrayList<>();
		onChannel(broker, (channel) -> told.add(channel.queueDeclarePassive(queue)));
		return told.get(0);
	}

	static void onChannel(Broker broker, ChannelWork work) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			work.with(channel);
		}
	}

	static HttpResponse<String> get(int port, String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path)));
	}

	static HttpResponse<String> post(int port, String path, String contentType, String body) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/** What an instance shows of the queue of orders. */
	static JsonNode ordersAt(int port) throws Exception {
		return supervisorAt(port).path("channels").get(0);
	}

	static JsonNode supervisorAt(int port) throws Exception {
		return JSON.readTree(get(port, "/supervisor").body());
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
	}

	/** An instance in a process of its own, which has its consumers and no HTTP. */
	static Instance instance(Broker broker, Path folder, String name, List<String> jvm, String... settings) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(jvm);
		command
			.addAll(List.of("-cp", System.getProperty("java.class.path"), SupervisorConsumerApplication.class.getName(),
					"--spring.profiles.active=consumer", "--spring.main.web-application-type=none"));
		command.addAll(Arrays.asList(settings));
		broker.springProperties().forEach((key, value) -> command.add("--" + key + "=" + value));
		Path log = folder.resolve(name + ".log");
		return new Instance(GuardedProcess.command(command).directory(folder).output(log).start(), log);
	}

	/** A process, and what it has logged. */
	record Instance(GuardedProcess process, Path log) implements AutoCloseable {

		void awaitLogged(String text) {
			await().ignoreExceptions().atMost(PATIENCE).until(() -> hasLogged(text));
		}

		boolean hasLogged(String text) throws IOException {
			return Files.exists(this.log) && Files.readString(this.log).contains(text);
		}

		@Override
		public void close() {
			this.process.close();
		}

	}

	interface ChannelWork {

		void with(Channel channel) throws IOException, InterruptedException, TimeoutException;

	}

}
