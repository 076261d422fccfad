package dev.eventpatterns.watchnotification;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.watchnotification.service.WatchListener;

import static dev.eventpatterns.watchnotification.WatchFixtures.PATIENCE;
import static dev.eventpatterns.watchnotification.WatchFixtures.SECRET;
import static dev.eventpatterns.watchnotification.WatchFixtures.dropped;
import static dev.eventpatterns.watchnotification.WatchFixtures.get;
import static dev.eventpatterns.watchnotification.WatchFixtures.onChannel;
import static dev.eventpatterns.watchnotification.WatchFixtures.port;
import static dev.eventpatterns.watchnotification.WatchFixtures.read;
import static dev.eventpatterns.watchnotification.WatchFixtures.server;
import static dev.eventpatterns.watchnotification.WatchFixtures.service;
import static dev.eventpatterns.watchnotification.WatchFixtures.set;
import static dev.eventpatterns.watchnotification.WatchFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Server and services, each a context of its own, each service with a virtual host of its
 * own.
 */
@WithRabbitLab
class ServiceIT {

	private static final NoticeSigner SIGNER = signer("k1", SECRET);

	@TempDir
	private static Path folder;

	private static ConfigurableApplicationContext serverContext;

	private static int server;

	private static ConfigurableApplicationContext serviceContext;

	private static int service;

	private static Broker own;

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		static final List<Change> HEARD = new CopyOnWriteArrayList<>();

		static final AtomicBoolean FAILING = new AtomicBoolean();

		@Bean
		WatchListener listener() {
			return (change) -> {
				if (FAILING.get()) {
					throw new IllegalStateException("not now");
				}
				HEARD.add(change);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@BeforeAll
	static void start(Broker broker) throws Exception {
		serverContext = server(broker, folder.resolve("one"), "watch-notification.lease=3s");
		server = port(serverContext);
		own = broker.withVirtualHost("service one");
		serviceContext = service(own, "one", server, Listening.class,
				"watch-notification.service.keys=greeting,limit,rotating",
				"watch-notification.signing.keys.k2=" + "z".repeat(40));
		service = port(serviceContext);
		await().atMost(PATIENCE)
			.until(() -> WatchFixtures.<List<?>>read(server, "/watches?service=one", "$[*]").size() == 3);
	}

	@AfterAll
	static void stop() {
		serviceContext.close();
		serverContext.close();
	}

	@Test
	void tellsTheListenerKeyAndValueOnceForEachRevision() throws Exception {
		long first = set(server, "limit", "100");
		await().atMost(PATIENCE).until(() -> revision("limit") == first);
		set(server, "limit", "200");

		await().atMost(PATIENCE).until(() -> revision("limit") == first + 1);
		assertThat(WatchFixtures.<String>read(service, "/value?key=limit", "$.value")).isEqualTo("200");
		List<Change> heard = Listening.HEARD.stream().filter((change) -> change.key().equals("limit")).toList();
		assertThat(heard).extracting(Change::value).endsWith("100", "200").doesNotHaveDuplicates();
		assertThat(heard).extracting(Change::revision).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void dropsAndCountsWhatItCannotBelieve() throws Exception {
		set(server, "greeting", "first");
		long revision = set(server, "greeting", "believed");
		await().atMost(PATIENCE).until(() -> revision("greeting") == revision);
		String genuine = body("one", "greeting", revision + 100);

		publish(genuine, Map.of());
		publish(genuine, headers(genuine, signer("k9", SECRET), Instant.now()));
		publish(genuine, headers(genuine, signer("k1", "x".repeat(32)), Instant.now()));
		publish(body("one", "greeting", revision + 200), headers(genuine, SIGNER, Instant.now()));
		publish(genuine, headers(genuine, SIGNER, Instant.now().minus(Duration.ofMinutes(6))));
		String older = body("one", "greeting", revision - 1);
		publish(older, headers(older, SIGNER, Instant.now()));
		String repeated = body("one", "greeting", revision);
		publish(repeated, headers(repeated, SIGNER, Instant.now()));
		String other = body("two", "greeting", revision + 100);
		publish(other, headers(other, SIGNER, Instant.now()));
		String otherKey = body("one", "unwatched", 5);
		publish(otherKey, headers(otherKey, SIGNER, Instant.now()));
		for (String malformed : List.of("", "null", "[]", "rubbish", "{}", "{\"revision\":\"x\"}")) {
			publish(malformed, headers(malformed, SIGNER, Instant.now()));
		}

		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(dropped(service, "unsigned")).isEqualTo(1);
			assertThat(dropped(service, "unknown_key")).isEqualTo(1);
			assertThat(dropped(service, "forged")).isEqualTo(2);
			assertThat(dropped(service, "stale")).isEqualTo(1);
			assertThat(dropped(service, "other_service")).isEqualTo(1);
			assertThat(dropped(service, "other_key")).isEqualTo(1);
			assertThat(dropped(service, "malformed")).isEqualTo(6);
		});
		// The answer to a renewal may overtake a notice, which is one more then.
		assertThat(dropped(service, "older")).isPositive();
		assertThat(dropped(service, "repeated")).isPositive();
		assertThat(revision("greeting")).isEqualTo(revision);
		assertThat(WatchFixtures.ready(own, "watch-notification.one")).isZero();
	}

	@Test
	void believesAKeyThatTheServerWillSignWithSoon() throws Exception {
		String notice = body("one", "rotating", 1);

		publish(notice, headers(notice, signer("k2", "z".repeat(40)), Instant.now()));

		await().atMost(PATIENCE)
			.until(() -> Listening.HEARD.stream().anyMatch((change) -> change.key().equals("rotating")));
	}

	@Test
	void bringsAgainWhatTheListenerCouldNotTake() throws Exception {
		long before = set(server, "greeting", "before");
		await().atMost(PATIENCE).until(() -> revision("greeting") == before);
		Listening.FAILING.set(true);
		try {
			set(server, "greeting", "hard to take");
			await().atMost(PATIENCE)
				.until(() -> WatchFixtures.metric(service, "watch_notification_listener_failures_total") > 0);
			assertThat(revision("greeting")).isEqualTo(before);
		}
		finally {
			Listening.FAILING.set(false);
		}

		await().atMost(PATIENCE).until(() -> revision("greeting") == before + 1);
		assertThat(WatchFixtures.<String>read(service, "/value", "$.value")).isEqualTo("hard to take");
	}

	@Test
	void letsALeaseEndWhenItsServiceIsGoneAndWelcomesItAgain(Broker broker) throws Exception {
		Broker vhost = broker.withVirtualHost("service-two");
		try (ConfigurableApplicationContext two = service(vhost, "two", server, Nothing.class,
				"watch-notification.service.keys=coming")) {
			await().atMost(PATIENCE).until(() -> state(server, "two").equals("CURRENT"));
			set(server, "coming", "one");
			await().atMost(PATIENCE).until(() -> WatchFixtures.<Integer>read(port(two), "/value", "$.revision") == 1);
		}
		await().atMost(PATIENCE).until(() -> state(server, "two").equals("EXPIRED"));
		set(server, "coming", "two");

		try (ConfigurableApplicationContext two = service(vhost, "two", server, Nothing.class,
				"watch-notification.service.keys=coming")) {
			await().atMost(PATIENCE).until(() -> WatchFixtures.<Integer>read(port(two), "/value", "$.revision") == 2);
			assertThat(WatchFixtures.<String>read(port(two), "/value", "$.via")).isEqualTo("registration");
			assertThat(WatchFixtures.<Object>read(port(two), "/value", "$.problem")).isNull();
		}
	}

	@Test
	void saysWhyItIsNotRegisteredAndGoesOnTrying(Broker broker) throws Exception {
		try (ConfigurableApplicationContext lost = service(broker.withVirtualHost("service-lost"), "lost", 1,
				Nothing.class);
				ConfigurableApplicationContext odd = service(broker.withVirtualHost("service-odd"), "odd", server,
						Nothing.class, "watch-notification.service.address=amqp://192.0.2.1:5672/")) {
			await().atMost(PATIENCE)
				.until(() -> get(port(lost), "/value").body().contains("the server cannot be reached"));
			await().atMost(PATIENCE).until(() -> get(port(odd), "/value").body().contains("the server answered 403"));
			await().atMost(PATIENCE)
				.until(() -> WatchFixtures.metric(port(odd),
						"watch_notification_registrations_total{outcome=\"failed\"}") >= 2);
			assertThat(get(port(lost), "/value?key=unwatched").statusCode()).isEqualTo(404);
		}
	}

	private static long revision(String key) throws Exception {
		return WatchFixtures.<Number>read(service, "/value?key=" + key, "$.revision").longValue();
	}

	private static String body(String to, String key, long revision) {
		return """
				{"service":"%s","key":"%s","value":"forged","revision":%d,"skipped":0,"changedAt":null}""".formatted(to,
				key, revision);
	}

	private static NoticeSigner signer(String id, String secret) {
		return new NoticeSigner(Map.of(id, secret.getBytes(StandardCharsets.UTF_8)), id, Duration.ofMinutes(5));
	}

	private static Map<String, Object> headers(String body, NoticeSigner signer, Instant at) {
		NoticeSigner.Signature signature = signer.sign(body.getBytes(StandardCharsets.UTF_8), at);
		return new HashMap<>(
				Map.of("key-id", signature.keyId(), "signed-at", signature.signedAt(), "signature", signature.hex()));
	}

	private static void publish(String body, Map<String, Object> headers) throws Exception {
		onChannel(own, (channel) -> {
			channel.confirmSelect();
			channel.basicPublish("", "watch-notification.one", true,
					new AMQP.BasicProperties.Builder().headers(headers).build(), body.getBytes(StandardCharsets.UTF_8));
			channel.waitForConfirmsOrDie(20_000);
		});
	}

}
