package dev.eventpatterns.channelmonitor;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.channelmonitor.listening.ExchangeChannelSamples;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.PATIENCE;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.declare;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.get;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.onChannel;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.port;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.publish;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service: what it answers, streams, publishes and counts. */
@WithRabbitLab
class ChannelMonitorIT {

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext service;

	@BeforeAll
	static void startService(Broker broker) throws Exception {
		declare(broker, "orders", "a/b c");
		publish(broker, "orders", 9);
		service = service(broker, Map.of("channel-monitor.max-readers", "6"));
		await().atMost(PATIENCE).until(() -> get(port(service), "/channels").body().contains("\"publishRate\":0.0"));
	}

	@AfterAll
	static void endService() {
		service.close();
	}

	@Test
	void answersWithAllChannelsAndTheirAge() throws Exception {
		HttpResponse<String> answer = get(port(service), "/channels");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<List<String>>read(answer.body(), "$[*].queue")).contains("orders", "a/b c").isSorted();
		assertThat(JsonPath.<List<Integer>>read(answer.body(), "$[?(@.queue=='orders')].messagesReady"))
			.containsExactly(9);
		assertThat(JsonPath.<List<String>>read(answer.body(), "$[?(@.queue=='orders')].verdict"))
			.containsExactly("NO_CONSUMER");
		assertThat(JsonPath.<List<Double>>read(answer.body(), "$[?(@.queue=='orders')].ageSeconds"))
			.allMatch((age) -> age >= 0 && age < 30);
	}

	@Test
	void answersWithOneChannelWhateverItsName() throws Exception {
		assertThat(get(port(service), "/channels/orders").body()).contains("\"queue\":\"orders\"",
				"\"messagesReady\":9,", "9 messages wait, and nobody takes them");
		assertThat(get(port(service), "/channels/a/b%20c").body()).contains("\"queue\":\"a/b c\"");
	}

	@Test
	void saysThatAChannelIsNotWatched() throws Exception {
		HttpResponse<String> answer = get(port(service), "/channels/nobody");

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("No channel nobody is watched");
	}

	@Test
	void publishesEachSampleUnderItsQueue(Broker broker) throws Exception {
		List<String> bodies = new CopyOnWriteArrayList<>();
		try (Connection connection = broker.connectionFactory().newConnection()) {
			var channel = connection.createChannel();
			String tap = channel.queueDeclare().getQueue();
			channel.queueBind(tap, "channel-monitor", "orders");
			channel.basicConsume(tap, true,
					(tag, message) -> bodies.add(new String(message.getBody(), StandardCharsets.UTF_8)), (tag) -> {
					});
			await().atMost(PATIENCE).until(() -> bodies.size() >= 2);
		}

		Map<String, Object> event = JsonPath.read(bodies.get(0), "$");
		assertThat(event).containsKeys("queue", "messagesReady", "messagesUnacked", "consumers", "publishRate",
				"ackRate", "drainSeconds", "verdict", "sampledAt", "reason", "ratio", "oldestSeconds");
		assertThat(event).containsEntry("queue", "orders")
			.containsEntry("messagesReady", 9)
			.containsEntry("verdict", "NO_CONSUMER")
			.containsEntry("drainSeconds", null);
		assertThat(bodies).allMatch((body) -> body.contains("\"queue\":\"orders\""));
	}

	@Test
	void letsOthersListenAndLeavesOutWhatIsNoSample(Broker broker) throws Exception {
		try (ExchangeChannelSamples listening = new ExchangeChannelSamples(broker.connectionFactory()).start()) {
			await().atMost(PATIENCE).until(() -> listening.latest("orders").isPresent());
			onChannel(broker,
					(channel) -> channel.basicPublish("channel-monitor", "orders", null, "rubbish".getBytes()));
			List<ChannelSample> heard = new CopyOnWriteArrayList<>();
			listening.onSample(heard::add);

			await().atMost(PATIENCE).until(() -> heard.stream().anyMatch((sample) -> sample.queue().equals("orders")));
			assertThat(listening.latest("orders").orElseThrow().messagesReady()).isEqualTo(9);
		}
	}

	@Test
	void showsTheFiguresAsGaugesAndItsOwnCost() throws Exception {
		String metrics = get(port(service), "/actuator/prometheus").body();

		assertThat(metrics).contains("channel_messages_ready{queue=\"orders\"} 9.0",
				"channel_messages_unacked{queue=\"orders\"} 0.0", "channel_consumers{queue=\"orders\"} 0.0",
				"channel_publish_rate{queue=\"orders\"} 0.0", "channel_ack_rate{queue=\"orders\"} 0.0",
				"channel_drain_seconds{queue=\"orders\"} NaN", "channel_sample_age_seconds{queue=\"orders\"} ");
		assertThat(metrics).containsPattern("channel_monitor_pass_seconds_count [1-9]")
			.containsPattern("channel_monitor_statistics_seconds_count [1-9]")
			.containsPattern("channel_monitor_cpu_seconds_total [0-9]")
			.containsPattern("channel_monitor_queues [2-9]")
			.contains("channel_monitor_failures_total{source=\"amqp\"} ", "channel_monitor_skipped_total ");
	}

	@Test
	void remembersWhatChannelsLookedLike() throws Exception {
		await().atMost(PATIENCE)
			.until(() -> JsonPath
				.<List<Integer>>read(get(port(service), "/history?queue=orders").body(), "$.messagesReady")
				.size() > 3);
		Map<String, Object> history = JsonPath.read(get(port(service), "/history?queue=a/b%20c").body(), "$");
		assertThat(history).containsOnlyKeys("queue", "atMillis", "messagesReady", "messagesUnacked", "consumers",
				"publishRate", "ackRate", "verdict");
		assertThat(history).containsEntry("queue", "a/b c");
		assertThat(JsonPath.<List<Integer>>read(get(port(service), "/sparklines").body(), "$.orders")).endsWith(9)
			.hasSizeBetween(1, 60);
		assertThat(get(port(service), "/history?queue=nobody").statusCode()).isEqualTo(404);
		assertThat(get(port(service), "/history").statusCode()).isEqualTo(400);
	}

	@Test
	void remembersAndStreamsDecisions(Broker broker) throws Exception {
		await().atMost(PATIENCE).until(() -> get(port(service), "/decisions").body().contains("\"listening\":true"));
		Reader reader = reader("/decisions/stream");
		await().atMost(PATIENCE).until(() -> reader.lines.contains("event:snapshot"));

		onChannel(broker,
				(channel) -> channel.basicPublish("control", "a.b", null,
						"""
								{"source":"a","kind":"b","channel":"orders","from":1,"to":2.5,"reason":"why","at":"2026-11-01T08:00:00Z"}
								"""
							.getBytes()));

		await().atMost(PATIENCE)
			.until(() -> reader.lines.contains("event:decision") && reader.lines.stream()
				.anyMatch((line) -> line.contains("\"from\":1,\"to\":2.5,\"reason\":\"why\"")));
		assertThat(JsonPath.<List<String>>read(get(port(service), "/decisions").body(), "$.decisions[*].reason"))
			.contains("why");
		reader.close();
	}

	@Test
	void servesThePageAndLetsItLoadOnlyWhatIsItsOwn() throws Exception {
		HttpResponse<String> page = get(port(service), "/");

		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("<title>Control room</title>").doesNotContain("http:", "https:", "//");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'")
			.doesNotContain("unsafe", "*");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(JsonPath.<String>read(get(port(service), "/room").body(), "$.inboxUri"))
			.isEqualTo("http://localhost:8108/");
	}

	@Test
	void streamsToSeveralReadersAndWaitsForNoSlowOne() throws Exception {
		try (Socket slow = new Socket("localhost", port(service))) {
			slow.setReceiveBufferSize(1_024);
			slow.getOutputStream()
				.write("GET /channels/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			Reader first = reader();
			Reader second = reader();

			await().atMost(PATIENCE).until(() -> first.samplesOf("orders") >= 6 && second.samplesOf("orders") >= 6);

			assertThat(first.lines).contains("event:sample");
			assertThat(first.lines)
				.anyMatch((line) -> line.startsWith("data:{\"queue\":\"orders\",\"messagesReady\":9,"));
			first.close();
			second.close();
		}
	}

	/** The places of readers who have left are free at the next sample. */
	private static Reader reader() {
		return reader("/channels/stream");
	}

	private static Reader reader(String path) {
		return await().atMost(PATIENCE)
			.until(() -> new Reader(port(service), path), (reader) -> reader.status() == 200);
	}

	@Test
	void refusesMoreReadersThanMayBe() throws Exception {
		List<Reader> readers = new CopyOnWriteArrayList<>();
		await().atMost(PATIENCE).until(() -> {
			Reader reader = new Reader(port(service), "/channels/stream");
			readers.add(reader);
			return reader.status() == 503;
		});

		assertThat(readers.get(readers.size() - 1).type()).isEqualTo("application/problem+json");
		readers.forEach(Reader::close);
		await().atMost(PATIENCE).until(() -> {
			Reader reader = new Reader(port(service), "/channels/stream");
			boolean taken = reader.status() == 200;
			reader.close();
			return taken;
		});
	}

	@Test
	void endsInGoodTimeWhateverItsReadersDo(Broker broker) throws Exception {
		ConfigurableApplicationContext ending = service(broker, Map.of());
		Reader reader = new Reader(port(ending), "/channels/stream");
		await().atMost(PATIENCE).until(() -> reader.samplesOf("orders") >= 1);

		CompletableFuture<Void> ended = CompletableFuture.runAsync(ending::close);

		await().atMost(Duration.ofSeconds(20)).until(ended::isDone);
		await().atMost(PATIENCE).until(reader::ended);
	}

	/** Reads the stream, and notes its lines. */
	private static final class Reader {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final HttpResponse<InputStream> response;

		private final Thread thread = new Thread(this::read, "reader");

		Reader(int port, String path) throws Exception {
			this.response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
						HttpResponse.BodyHandlers.ofInputStream());
			this.thread.setDaemon(true);
			this.thread.start();
		}

		private void read() {
			try (BufferedReader reader = new BufferedReader(
					new InputStreamReader(this.response.body(), StandardCharsets.UTF_8))) {
				reader.lines().forEach(this.lines::add);
			}
			catch (Exception ex) {
				// Closed by either side.
			}
		}

		int status() {
			return this.response.statusCode();
		}

		String type() {
			return this.response.headers().firstValue("Content-Type").orElse("");
		}

		long samplesOf(String queue) {
			return this.lines.stream().filter((line) -> line.startsWith("data:{\"queue\":\"" + queue + "\"")).count();
		}

		boolean ended() {
			return !this.thread.isAlive();
		}

		void close() {
			try {
				this.response.body().close();
			}
			catch (Exception ex) {
				// It is over either way.
			}
		}

	}

}
