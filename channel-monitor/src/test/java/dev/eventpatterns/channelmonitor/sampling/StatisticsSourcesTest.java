package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.rabbitmq.client.ConnectionFactory;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.channelmonitor.QueuePatterns;
import dev.eventpatterns.channelmonitor.QueueStatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What brokers answer, and what they should not. */
@Timeout(60)
class StatisticsSourcesTest {

	private static final QueuePatterns ALL = new QueuePatterns(List.of("*"));

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final ConnectionFactory factory = new ConnectionFactory();

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	private volatile String body = "";

	private volatile int status = 200;

	private volatile String asked = "";

	private volatile String authorization = "";

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newCachedThreadPool());
		this.server.createContext("/", (exchange) -> {
			this.asked = exchange.getRequestURI().toString();
			this.authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
			byte[] bytes = this.body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, this.body.equals("hang") ? 1_000 : bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.getResponseBody().flush();
			if (this.body.equals("hang")) {
				await(this.hanging);
			}
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stopServer() {
		this.hanging.countDown();
		this.server.stop(0);
	}

	@Test
	void readsTheManagementApi() throws Exception {
		this.body = """
				[{"name":"orders","exclusive":false,"messages_ready":5,"messages_unacknowledged":2,"consumers":1,
				"head_message_timestamp":1795646314,"new":[1],
				"message_stats":{"publish":500,"ack":300,"deliver_no_ack":40,"get_no_ack":3}},
				{"name":"idle","messages_ready":0,"messages_unacknowledged":0,"consumers":0,
				"head_message_timestamp":null},
				{"name":"fresh","exclusive":false},
				{"name":"private","exclusive":true,"messages_ready":0}]""";

		Map<String, QueueStatistics> found = management().read(ALL).queues();

		assertThat(found).containsOnlyKeys("orders", "idle", "fresh");
		assertThat(found.get("orders"))
			.isEqualTo(new QueueStatistics(5L, 2L, 1, 500L, 343L, Instant.ofEpochSecond(1_795_646_314)));
		assertThat(found.get("idle")).as("counted, and nothing")
			.isEqualTo(new QueueStatistics(0L, 0L, 0, 0L, 0L, null));
		assertThat(found.get("fresh")).as("not counted yet")
			.isEqualTo(new QueueStatistics(null, null, null, null, null, null));
		assertThat(this.asked).startsWith("/api/queues/%2F?columns=name");
		assertThat(this.authorization).endsWith(base64("guest:guest"));
	}

	@Test
	void asksForFewNamedQueuesOneByOne() throws Exception {
		this.body = "{\"name\":\"a/b\",\"messages_ready\":5}";

		assertThat(management().read(new QueuePatterns(List.of("a/b"))).queues()).containsOnlyKeys("a/b");
		assertThat(this.asked).startsWith("/api/queues/%2F/a%2Fb?columns=");

		this.status = 404;
		assertThat(management().read(new QueuePatterns(List.of("a/b"))).queues()).isEmpty();
	}

	@Test
	void takesUserAndPasswordFromTheAddress() throws Exception {
		this.body = "[]";
		URI uri = URI.create("http://watch%40er:se+cret@127.0.0.1:" + this.server.getAddress().getPort() + "/prefix/");

		new ManagementStatistics(uri, this.factory, Duration.ofSeconds(30)).read(ALL);

		assertThat(this.authorization).endsWith(base64("watch@er:se+cret"));
		assertThat(this.asked).startsWith("/prefix/api/queues/%2F?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "rubbish", "{}", "[{\"name\":[1]}]", "[{\"name\":\"a\"" })
	void saysThatAnAnswerIsNotUnderstood(String answer) {
		this.body = answer;

		assertThatIOException().isThrownBy(() -> management().read(ALL));
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 404, 500, 503 })
	void saysWithWhichStatusItWasRefused(int answer) {
		this.status = answer;

		assertThatIOException().isThrownBy(() -> management().read(ALL));
		assertThatIOException().isThrownBy(() -> prometheus().read(ALL));
	}

	@Test
	void doesNotWaitForABodyThatHangs() {
		this.body = "hang";

		assertThatIOException()
			.isThrownBy(() -> new ManagementStatistics(address(), this.factory, Duration.ofMillis(300)).read(ALL))
			.withMessageContaining("no answer within 300 ms");
	}

	@Test
	void readsThePrometheusEndpoint() throws Exception {
		PrometheusStatistics source = prometheus();
		this.body = page(5, "<0.1.0>", 1_000, 900);
		assertThat(source.read(ALL).queues().get("or\"ders")).isEqualTo(new QueueStatistics(5L, 2L, 3, 0L, 0L, null));
		assertThat(this.asked).startsWith("/metrics/detailed?vhost=%2F&family=");

		this.body = page(6, "<0.1.0>", 1_100, 950);
		assertThat(source.read(ALL).queues().get("or\"ders"))
			.isEqualTo(new QueueStatistics(6L, 2L, 3, 100L, 50L, null));
	}

	@Test
	void countsOnWhenChannelsCloseAndOthersOpen() throws Exception {
		PrometheusStatistics source = prometheus();
		this.body = page(5, "<0.1.0>", 1_000, 900);
		source.read(ALL);

		this.body = page(5, "<0.2.0>", 30, 20);
		assertThat(source.read(ALL).queues().get("or\"ders")).extracting(QueueStatistics::published).isEqualTo(30L);

		this.body = page(5, "<0.2.0>", 70, 50);
		assertThat(source.read(ALL).queues().get("or\"ders")).extracting(QueueStatistics::published).isEqualTo(70L);
	}

	private static String page(int ready, String channel, int published, int acked) {
		return """
				# TYPE rabbitmq_detailed_queue_messages_ready gauge
				rabbitmq_detailed_queue_messages_ready{vhost="/",queue="or\\"ders"} %1$d
				rabbitmq_detailed_queue_messages_ready{vhost="other",queue="or\\"ders"} 77
				rabbitmq_detailed_queue_messages_unacked{vhost="/",queue="or\\"ders"} 2
				rabbitmq_detailed_queue_consumers{vhost="/",queue="or\\"ders"} 3
				rabbitmq_detailed_channel_messages_acked_total{channel="%2$s",vhost="/",queue="or\\"ders"} %4$d
				rabbitmq_detailed_channel_get_empty_total{channel="%2$s",vhost="/",queue="or\\"ders"} 9
				rabbitmq_detailed_queue_messages_published_total{channel="%2$s",queue_vhost="/",queue="or\\"ders",\
				exchange_vhost="/",exchange=""} %3$d
				rabbitmq_build_info{rabbitmq_version="3.10.8"} 1
				""".formatted(ready, channel, published, acked);
	}

	private ManagementStatistics management() {
		return new ManagementStatistics(address(), this.factory, Duration.ofSeconds(30));
	}

	private PrometheusStatistics prometheus() {
		return new PrometheusStatistics(address(), this.factory, Duration.ofSeconds(30));
	}

	private URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
