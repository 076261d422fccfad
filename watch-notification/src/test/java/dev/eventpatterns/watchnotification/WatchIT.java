package dev.eventpatterns.watchnotification;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.watchnotification.NoticeSigner.Signature;

import static dev.eventpatterns.watchnotification.WatchFixtures.PATIENCE;
import static dev.eventpatterns.watchnotification.WatchFixtures.address;
import static dev.eventpatterns.watchnotification.WatchFixtures.drain;
import static dev.eventpatterns.watchnotification.WatchFixtures.get;
import static dev.eventpatterns.watchnotification.WatchFixtures.metric;
import static dev.eventpatterns.watchnotification.WatchFixtures.port;
import static dev.eventpatterns.watchnotification.WatchFixtures.queue;
import static dev.eventpatterns.watchnotification.WatchFixtures.read;
import static dev.eventpatterns.watchnotification.WatchFixtures.ready;
import static dev.eventpatterns.watchnotification.WatchFixtures.request;
import static dev.eventpatterns.watchnotification.WatchFixtures.send;
import static dev.eventpatterns.watchnotification.WatchFixtures.server;
import static dev.eventpatterns.watchnotification.WatchFixtures.set;
import static dev.eventpatterns.watchnotification.WatchFixtures.state;
import static dev.eventpatterns.watchnotification.WatchFixtures.text;
import static dev.eventpatterns.watchnotification.WatchFixtures.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The server, and queues of services that are not there. Each test has keys of its own.
 */
@WithRabbitLab
class WatchIT {

	private static ConfigurableApplicationContext context;

	private static int server;

	/** Through which nothing goes but what one test sends. */
	private static TcpFaultProxy proxy;

	@BeforeAll
	static void startServer(Broker broker, @TempDir Path folder) {
		proxy = TcpFaultProxy.to(broker.host(), broker.port());
		context = server(broker, folder, "watch-notification.lease=10m", "watch-notification.retry.longest=200ms",
				"watch-notification.retry.quarantine-after=3", "watch-notification.retry.probe=400ms",
				"watch-notification.visits.handshake-timeout=30s",
				"watch-notification.credentials[1].address=amqp://localhost:" + broker.port() + "/wrong",
				"watch-notification.credentials[1].username=nobody",
				"watch-notification.credentials[1].password=hush-hush",
				"watch-notification.credentials[2].address=amqp://127.0.0.1:" + proxy.port(),
				"watch-notification.credentials[2].username=" + broker.username(),
				"watch-notification.credentials[2].password=" + broker.password());
		server = port(context);
	}

	@AfterAll
	static void stopServer() {
		context.close();
		proxy.close();
	}

	@Test
	void leavesASignedNoticeAndHoldsNoConnection(Broker broker) throws Exception {
		queue(broker, "q.signed");
		HttpResponse<String> registered = watch(server, "signed", "k.signed", address(broker), "q.signed");
		assertThat(registered.statusCode()).isEqualTo(201);
		assertThat(JsonPath.<Object>read(registered.body(), "$.value")).isNull();
		assertThat(JsonPath.<Integer>read(registered.body(), "$.revision")).isZero();
		assertThat(JsonPath.<String>read(registered.body(), "$.lease")).isEqualTo("PT10M");

		set(server, "k.signed", "hello");

		await().atMost(PATIENCE).until(() -> state(server, "signed").equals("CURRENT"));
		GetResponse notice = drain(broker, "q.signed").get(0);
		assertThat(text(notice, "$.service")).isEqualTo("signed");
		assertThat(text(notice, "$.key")).isEqualTo("k.signed");
		assertThat(text(notice, "$.value")).isEqualTo("hello");
		assertThat(text(notice, "$.revision")).isEqualTo("1");
		assertThat(notice.getProps().getContentType()).isEqualTo("application/json");
		assertThat(notice.getProps().getDeliveryMode()).isEqualTo(2);
		NoticeSigner signer = context.getBean(NoticeSigner.class);
		var headers = notice.getProps().getHeaders();
		assertThat(signer.check(new Signature(headers.get("key-id").toString(), headers.get("signed-at").toString(),
				headers.get("signature").toString()), notice.getBody(), Instant.now()))
			.isEqualTo(NoticeSigner.Verdict.GENUINE);
	}

	@Test
	void connectsForAChangeOnlyAndOnceForAnAddress(Broker broker) throws Exception {
		Broker apart = broker.withVirtualHost("watch-apart");
		String address = "amqp://127.0.0.1:" + proxy.port() + "/watch-apart";
		for (int i = 0; i < 20; i++) {
			queue(apart, "q.once." + i);
			watch(server, "once." + i, "k.once", address, "q.once." + i);
		}
		assertThat(proxy.bytesForwarded()).as("registering").isZero();
		double before = metric(server, "watch_notification_connects_total");

		set(server, "k.once", "hello");

		await().atMost(PATIENCE)
			.until(() -> WatchFixtures
				.<List<?>>read(server, "/watches", "$[?(@.key=='k.once' && @.state=='CURRENT' && @.revision==1)]")
				.size() == 20);
		assertThat(metric(server, "watch_notification_connects_total")).isEqualTo(before + 1);
		await().atMost(PATIENCE).until(() -> proxy.connections() == 0);
		long bytes = proxy.bytesForwarded();
		assertThat(bytes).isPositive();
		watch(server, "once.0", "k.once", address, "q.once.0");
		assertThat(proxy.bytesForwarded()).as("after the change").isEqualTo(bytes);
		assertThat(proxy.connections()).isZero();
	}

	@Test
	void keepsTryingWhereTheQueueIsMissingAndTellsTheLatestAndWhatItCovers(Broker broker) throws Exception {
		queue(broker, "q.there");
		watch(server, "missing", "k.missing", address(broker), "q.missing");
		watch(server, "there", "k.missing", address(broker), "q.there");
		set(server, "k.missing", "one");
		await().atMost(PATIENCE).until(() -> state(server, "there").equals("CURRENT"));
		set(server, "k.missing", "two");
		set(server, "k.missing", "three");

		await().atMost(PATIENCE).until(() -> state(server, "missing").equals("QUARANTINED"));
		assertThat(WatchFixtures.<List<String>>read(server, "/watches?service=missing", "$[*].reason"))
			.containsExactly("the queue does not exist");
		queue(broker, "q.missing");

		await().atMost(PATIENCE).until(() -> state(server, "missing").equals("CURRENT"));
		List<GetResponse> notices = drain(broker, "q.missing");
		assertThat(notices).hasSize(1);
		assertThat(text(notices.get(0), "$.value")).isEqualTo("three");
		assertThat(text(notices.get(0), "$.skipped")).isEqualTo("2");
		await().atMost(PATIENCE).until(() -> state(server, "there").equals("CURRENT"));
		assertThat(text(last(drain(broker, "q.there")), "$.value")).isEqualTo("three");
	}

	@Test
	void tellsWhoRegistersAgainTheValueAndWhetherItMissedAny(Broker broker) throws Exception {
		queue(broker, "q.again");
		set(server, "k.again", "one");
		HttpResponse<String> first = watch(server, "again", "k.again", address(broker), "q.nowhere");
		assertThat(JsonPath.<String>read(first.body(), "$.value")).isEqualTo("one");
		assertThat(JsonPath.<Integer>read(first.body(), "$.missed")).isZero();
		set(server, "k.again", "two");
		set(server, "k.again", "three");
		set(server, "k.again", "four");

		HttpResponse<String> again = watch(server, "again", "k.again", address(broker), "q.again");

		assertThat(JsonPath.<String>read(again.body(), "$.value")).isEqualTo("four");
		assertThat(JsonPath.<Integer>read(again.body(), "$.revision")).isEqualTo(4);
		assertThat(JsonPath.<Integer>read(again.body(), "$.missed")).isEqualTo(2);
		assertThat(state(server, "again")).isEqualTo("CURRENT");
		set(server, "k.again", "five");
		await().atMost(PATIENCE).until(() -> ready(broker, "q.again") == 1);
	}

	@Test
	void makesNoRevisionOfAValueThatIsTheSame() throws Exception {
		assertThat(set(server, "k.same", "one")).isEqualTo(1);
		assertThat(set(server, "k.same", "one")).isEqualTo(1);
		assertThat(set(server, "k.same", "two")).isEqualTo(2);
		assertThat(WatchFixtures.<String>read(server, "/config/k.same", "$.value")).isEqualTo("two");
	}

	@Test
	void tellsOthersWhileABrokerAcceptsAndNeverAnswers(Broker broker) throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
			for (int i = 0; i < 60; i++) {
				watch(server, "silent." + i, "k.silent", "amqp://127.0.0.1:" + silent.getLocalPort() + "/v" + i, "q");
			}
			queue(broker, "q.lively");
			watch(server, "lively", "k.silent", address(broker), "q.lively");

			set(server, "k.silent", "hello");

			await().atMost(PATIENCE).until(() -> state(server, "lively").equals("CURRENT"));
			// Their handshakes time out after half a minute.
			List<String> states = read(server, "/watches", "$[?(@.key=='k.silent')].state");
			assertThat(states).filteredOn("NOTIFYING"::equals).isNotEmpty();
		}
		finally {
			for (int i = 0; i < 60; i++) {
				send(request(server, "/watches/silent." + i).DELETE());
			}
		}
	}

	@Test
	void saysWhatIsWrongWithAnAddressAndNamesNoPassword(Broker broker) throws Exception {
		try (ServerSocket closed = new ServerSocket(0)) {
			int nobody = closed.getLocalPort();
			closed.close();
			watch(server, "refused", "k.wrong", "amqp://localhost:" + broker.port() + "/wrong", "q");
			watch(server, "vhost", "k.wrong", "amqp://127.0.0.1:" + broker.port() + "/no-such-vhost", "q");
			watch(server, "nobody", "k.wrong", "amqp://127.0.0.1:" + nobody + "/", "q");
			watch(server, "plain", "k.wrong", "amqps://127.0.0.1:" + broker.port() + "/", "q");

			set(server, "k.wrong", "hello");

			await().atMost(PATIENCE).until(() -> state(server, "refused").equals("QUARANTINED"));
			await().atMost(PATIENCE).until(() -> state(server, "vhost").equals("QUARANTINED"));
			await().atMost(PATIENCE).until(() -> state(server, "nobody").equals("QUARANTINED"));
			await().atMost(PATIENCE).until(() -> state(server, "plain").equals("QUARANTINED"));
			String shown = get(server, "/watches").body();
			assertThat(shown).doesNotContain("hush-hush").doesNotContain("nobody:").doesNotContain("\"password\"");
			assertThat(reason("refused")).isEqualTo("the broker refused user, password or virtual host");
			assertThat(reason("vhost")).isEqualTo("the broker refused user, password or virtual host");
			assertThat(reason("nobody")).isEqualTo("the address cannot be reached");
			assertThat(reason("plain")).startsWith("no encrypted connection came about");
		}
		finally {
			for (String service : List.of("refused", "vhost", "nobody", "plain")) {
				send(request(server, "/watches/" + service).DELETE());
			}
		}
	}

	@Test
	void tellsNobodyWhoHasGone(Broker broker) throws Exception {
		queue(broker, "q.gone");
		queue(broker, "q.stays");
		watch(server, "gone", "k.gone", address(broker), "q.gone");
		watch(server, "stays", "k.gone", address(broker), "q.stays");

		assertThat(send(request(server, "/watches/gone").DELETE()).statusCode()).isEqualTo(204);
		set(server, "k.gone", "hello");

		await().atMost(PATIENCE).until(() -> ready(broker, "q.stays") == 1);
		assertThat(ready(broker, "q.gone")).isZero();
		assertThat(send(request(server, "/watches/gone").DELETE()).statusCode()).isEqualTo(404);
	}

	private static String reason(String service) throws Exception {
		return WatchFixtures.<List<String>>read(server, "/watches?service=" + service, "$[*].reason").get(0);
	}

	private static GetResponse last(List<GetResponse> messages) {
		return messages.get(messages.size() - 1);
	}

}
