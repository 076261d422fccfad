package dev.eventpatterns.watchnotification;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.watchnotification.WatchFixtures.PATIENCE;
import static dev.eventpatterns.watchnotification.WatchFixtures.get;
import static dev.eventpatterns.watchnotification.WatchFixtures.metric;
import static dev.eventpatterns.watchnotification.WatchFixtures.port;
import static dev.eventpatterns.watchnotification.WatchFixtures.post;
import static dev.eventpatterns.watchnotification.WatchFixtures.read;
import static dev.eventpatterns.watchnotification.WatchFixtures.request;
import static dev.eventpatterns.watchnotification.WatchFixtures.send;
import static dev.eventpatterns.watchnotification.WatchFixtures.server;
import static dev.eventpatterns.watchnotification.WatchFixtures.state;
import static dev.eventpatterns.watchnotification.WatchFixtures.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests that the server does not do, and what it says. */
@WithRabbitLab
class BadInputIT {

	private static final String GOOD = "amqp://127.0.0.1:5672/";

	private static ConfigurableApplicationContext context;

	private static int server;

	@BeforeAll
	static void startServer(Broker broker, @TempDir Path folder) {
		context = server(broker, folder, "watch-notification.lease=500ms", "watch-notification.max-watches=5",
				"watch-notification.allowed-addresses=amqp://127.0.0.0/8:5672,amqp://broker.example:*");
		server = port(context);
	}

	@AfterAll
	static void stopServer() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "s; k; http://127.0.0.1:5672/; q; address must start with amqp://",
					"s; k; ''; q; address must start with amqp://",
					"s; k; amqp://me:secret@127.0.0.1:5672/; q; address must not contain a user or password",
					"s; k; amqp://127.0.0.1:0/; q; address has a port", "''; k; " + GOOD + "; q; service must be",
					"a b; k; " + GOOD + "; q; service must be", "s; ../x; " + GOOD + "; q; key must be",
					"s; k; " + GOOD + "; ''; queue must be" })
	void saysWhatIsMalformed(String service, String key, String address, String queue, String reason) throws Exception {
		HttpResponse<String> answer = watch(server, service, key, address, queue);

		assertProblem(answer, 400);
		assertThat(JsonPath.<String>read(answer.body(), "$.detail")).contains(reason).doesNotContain("secret");
	}

	@Test
	void saysAllThatIsMalformedAtOnce() throws Exception {
		assertThat(JsonPath.<List<String>>read(post(server, "{}").body(), "$.errors")).hasSize(4);
		assertProblem(post(server, "rubbish"), 400);
		assertProblem(post(server, "null"), 400);
		assertProblem(post(server, "[]"), 400);
		assertProblem(post(server, """
				{"service":"s","key":"k","address":"amqp://127.0.0.1:5672/","queue":"q","knownRevision":-1}"""), 400);
	}

	@ParameterizedTest
	@CsvSource({ "amqp://10.0.0.1:5672/", "amqp://127.0.0.1:5673/", "amqps://127.0.0.1:5672/", "amqp://[::1]:5672/",
			"amqp://169.254.169.254:5672/", "amqp://0.0.0.0:5672/", "amqp://broker.example.invalid:5672/" })
	void refusesAnAddressThatIsNotAllowed(String address) throws Exception {
		HttpResponse<String> answer = watch(server, "s", "k", address, "q");

		assertProblem(answer, 403);
		assertThat(answer.body()).contains("watch-notification.allowed-addresses");
		assertThat(state(server, "s")).isEqualTo("NONE");
	}

	@Test
	void takesNoMoreWatchesThanItMayAndRemovesThoseWhoseLeasesAreOver() throws Exception {
		for (int i = 0; i < 5; i++) {
			assertThat(watch(server, "full." + i, "k", GOOD, "q").statusCode()).isEqualTo(201);
		}

		HttpResponse<String> answer = watch(server, "full.5", "k", GOOD, "q");
		if (answer.statusCode() != 201) {
			// On a machine that stood still the leases of the others are over by now.
			assertProblem(answer, 503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			assertThat(answer.body()).contains("watch-notification.max-watches");
		}
		await().atMost(PATIENCE).until(() -> state(server, "full.0").equals("EXPIRED"));
		await().atMost(PATIENCE).until(() -> watch(server, "full.6", "k", GOOD, "q").statusCode() == 201);
		assertThat(metric(server, "watch_notification_expired_total")).isPositive();
	}

	@Test
	void takesAValueAsTextOrInJson() throws Exception {
		put("v.form", "application/x-www-form-urlencoded", "a=b&c=d");
		put("v.json", "application/json", "{\"value\":\"in \\\"json\\\"\"}");
		put("v.whole", "application/json", "{\"a\":{\"value\":1}}");
		put("v.number", "application/json", "{\"value\":12.50}");

		assertThat(WatchFixtures.<String>read(server, "/config/v.form", "$.value")).isEqualTo("a=b&c=d");
		assertThat(WatchFixtures.<String>read(server, "/config/v.json", "$.value")).isEqualTo("in \"json\"");
		assertThat(WatchFixtures.<String>read(server, "/config/v.whole", "$.value")).isEqualTo("{\"a\":{\"value\":1}}");
		assertThat(WatchFixtures.<String>read(server, "/config/v.number", "$.value")).startsWith("12.5");
	}

	@Test
	void refusesValuesThatItCannotKeep() throws Exception {
		assertProblem(put("v.long", "text/plain", "x".repeat(65_537)), 413);
		assertProblem(put("v.zero", "text/plain", "a\0b"), 400);
		assertProblem(put("v.broken", "application/json", "{"), 400);
		assertProblem(put("a%20b", "text/plain", "x"), 400);
		assertProblem(get(server, "/config/v.never"), 404);
		assertThat(put("v.longest", "text/plain", "x".repeat(65_536)).statusCode()).isEqualTo(200);
		assertProblem(get(server, "/watches?state=NO_SUCH"), 400);
	}

	@Test
	void servesHealthAndMetricsAndNothingElse() throws Exception {
		assertThat(get(server, "/actuator/health").body()).contains("UP").doesNotContain("rabbit");
		assertThat(get(server, "/actuator/prometheus").body()).contains("watch_notification_watches");
		assertThat(get(server, "/actuator/env").statusCode()).isEqualTo(404);
		assertThat(get(server, "/value").statusCode()).isEqualTo(404);
	}

	private static HttpResponse<String> put(String key, String type, String body) throws Exception {
		return send(request(server, "/config/" + key).header("Content-Type", type)
			.PUT(HttpRequest.BodyPublishers.ofString(body)));
	}

	private static void assertProblem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
		assertThat(answer.body()).doesNotContain("Exception");
	}

}
