package dev.eventpatterns.channelmonitor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.channelmonitor.listening.ExchangeChannelSamples;
import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.PATIENCE;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.declare;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.get;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.management;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.port;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.publish;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.sampling;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.service;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the monitor says when what it measures with goes away. */
@WithRabbitLab(ownNode = true)
class FaultsIT {

	@Test
	void saysThatItKnowsNothingWhileTheBrokerIsDownAndGoesOnByItself(Broker broker) throws Exception {
		declare(broker, "killed");
		publish(broker, "killed", 7);
		try (ConfigurableApplicationContext service = service(broker, Map.of("channel-monitor.queues", "kill*"));
				ExchangeChannelSamples listening = new ExchangeChannelSamples(broker.connectionFactory()).start()) {
			await().atMost(PATIENCE).until(() -> answer(service).contains("\"messagesReady\":7,"));
			await().atMost(PATIENCE).until(() -> listening.latest("killed").isPresent());

			broker.kill();

			await().atMost(PATIENCE).until(() -> answer(service).contains("\"verdict\":\"UNKNOWN\""));
			assertThat(answer(service)).contains("the broker does not answer over AMQP", "\"messagesReady\":7,");
			await().atMost(PATIENCE)
				.until(() -> answer(service).matches("(?s).*measured [1-9]\\d* s ago.*\"ageSeconds\":[1-9].*"));
			await().atMost(PATIENCE)
				.until(() -> get(port(service), "/actuator/prometheus").body()
					.contains("channel_messages_ready{queue=\"killed\"} NaN"));
			assertThat(get(port(service), "/actuator/prometheus").body())
				.containsPattern("channel_sample_age_seconds\\{queue=\"killed\"} [1-9]");

			broker.restart();
			Instant restarted = Instant.now();

			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(answer(service)).contains("\"verdict\":\"NO_CONSUMER\"",
						"\"messagesReady\":7,"));
			await().atMost(PATIENCE)
				.until(() -> answer(service).matches("(?s).*\"publishRate\":0.0,\"ackRate\":0.0,.*"));
			await().atMost(PATIENCE)
				.until(() -> listening.latest("killed").orElseThrow().sampledAt().isAfter(restarted));
		}
	}

	@Test
	void saysThatItHasNoRatesWhileTheManagementApiIsOff(Broker broker) throws Exception {
		declare(broker, "unmanaged");
		publish(broker, "unmanaged", 3);
		URI uri = management(broker);
		try (TcpFaultProxy proxy = TcpFaultProxy.to(uri.getHost(), uri.getPort());
				LocalChannelSamples samples = sampling(broker, URI.create("http://127.0.0.1:" + proxy.port()),
						settings("unman*"))) {
			await().atMost(PATIENCE)
				.until(() -> samples.latest("unmanaged").map(ChannelSample::publishRate).isPresent());

			proxy.cut();

			await().atMost(PATIENCE)
				.until(() -> samples.latest("unmanaged")
					.orElseThrow()
					.reason()
					.contains("no rates: the management API"));
			publish(broker, "unmanaged", 2);
			await().atMost(PATIENCE)
				.until(() -> Long.valueOf(5).equals(samples.latest("unmanaged").orElseThrow().messagesReady()));
			ChannelSample sample = samples.latest("unmanaged").orElseThrow();
			assertThat(sample.publishRate()).isNull();
			assertThat(sample.ackRate()).isNull();
			assertThat(sample.messagesUnacked()).isNull();
			assertThat(sample.verdict()).isEqualTo(Verdict.NO_CONSUMER);

			proxy.heal();

			await().atMost(PATIENCE)
				.until(() -> samples.latest("unmanaged").map(ChannelSample::publishRate).isPresent());
		}
	}

	@Test
	void goesOnAskingQueuesWhileTheManagementApiHangs(Broker broker) throws Exception {
		declare(broker, "hung");
		URI uri = management(broker);
		try (TcpFaultProxy proxy = TcpFaultProxy.to(uri.getHost(), uri.getPort());
				LocalChannelSamples samples = sampling(broker, URI.create("http://127.0.0.1:" + proxy.port()),
						settings("hung"))) {
			await().atMost(PATIENCE).until(() -> samples.latest("hung").map(ChannelSample::publishRate).isPresent());

			proxy.blackHole();
			Instant hanging = Instant.now();

			await().atMost(PATIENCE)
				.until(() -> samples.latest("hung").orElseThrow().sampledAt().isAfter(hanging.plusSeconds(4)));
			await().atMost(PATIENCE).until(() -> samples.latest("hung").orElseThrow().publishRate() == null);
		}
	}

	@Test
	void saysThatItKnowsNothingWhileTheBrokerIsFrozen(Broker broker) throws Exception {
		declare(broker, "frozen");
		publish(broker, "frozen", 3);
		try (LocalChannelSamples samples = sampling(broker, "frozen")) {
			await().atMost(PATIENCE).until(() -> samples.latest("frozen").isPresent());

			broker.freeze();
			try {
				await().atMost(PATIENCE)
					.until(() -> samples.latest("frozen").orElseThrow().verdict() == Verdict.UNKNOWN);
			}
			finally {
				broker.thaw();
			}

			await().atMost(PATIENCE)
				.until(() -> samples.latest("frozen").orElseThrow().verdict() == Verdict.NO_CONSUMER);
		}
	}

	@Test
	void goesOnSamplingWhileTheBrokerBlocksWhoPublishes(Broker broker) throws Exception {
		declare(broker, "alarmed");
		publish(broker, "alarmed", 6);
		try (ConfigurableApplicationContext service = service(broker, Map.of("channel-monitor.queues", "alarm*"));
				ExchangeChannelSamples listening = new ExchangeChannelSamples(broker.connectionFactory()).start()) {
			await().atMost(PATIENCE).until(() -> listening.latest("alarmed").isPresent());

			broker.ctl("set_vm_memory_high_watermark", "0");
			try {
				await().atMost(PATIENCE).until(() -> isOlderThan(listening, Duration.ofSeconds(2)));
				Instant blocked = Instant.now();

				await().atMost(PATIENCE)
					.until(() -> sampledAt(service, "alarmed").isAfter(blocked.plus(Duration.ofSeconds(2))));
				assertThat(get(port(service), "/channels/alarmed").body()).contains("\"messagesReady\":6,",
						"\"verdict\":\"NO_CONSUMER\"");
				assertThat(isOlderThan(listening, Duration.ofSeconds(4))).as("nothing can be published").isTrue();
			}
			finally {
				broker.ctl("set_vm_memory_high_watermark", "0.4");
			}

			Instant over = Instant.now();
			await().atMost(PATIENCE).until(() -> listening.latest("alarmed").orElseThrow().sampledAt().isAfter(over));
		}
	}

	private static boolean isOlderThan(ExchangeChannelSamples listening, Duration age) {
		return listening.latest("alarmed").orElseThrow().sampledAt().isBefore(Instant.now().minus(age));
	}

	private static Instant sampledAt(ConfigurableApplicationContext service, String queue) throws Exception {
		return Instant.parse(JsonPath.read(get(port(service), "/channels/" + queue).body(), "$.sampledAt"));
	}

	@Test
	void endsAtOnceWhileTheBrokerIsFrozen(Broker broker) throws Exception {
		declare(broker, "ended");
		LocalChannelSamples samples = sampling(broker, "ended");
		await().atMost(PATIENCE).until(() -> samples.latest("ended").isPresent());

		broker.freeze();
		try {
			await().atMost(Duration.ofSeconds(30)).until(() -> {
				samples.close();
				return true;
			});
		}
		finally {
			broker.thaw();
		}
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.doesNotContain("channel-sampler", "channel-statistics");
	}

	@Test
	void letsListenersSeeSamplesGrowOldWhenTheMonitorIsAway(Broker broker) throws Exception {
		declare(broker, "watched");
		try (ExchangeChannelSamples listening = new ExchangeChannelSamples(broker.connectionFactory(), "watched")
			.start()) {
			ConfigurableApplicationContext monitor = service(broker, Map.of("channel-monitor.queues", "watched"));
			await().atMost(PATIENCE).until(() -> listening.latest("watched").isPresent());
			monitor.close();

			Instant last = listening.latest("watched").orElseThrow().sampledAt();
			await().atMost(PATIENCE).until(() -> Instant.now().isAfter(last.plusSeconds(4)));
			assertThat(listening.latest("watched").orElseThrow().sampledAt()).as("old, and says so")
				.isBefore(Instant.now().minusSeconds(2));

			try (ConfigurableApplicationContext again = service(broker, Map.of("channel-monitor.queues", "watched"))) {
				assertThat(again.isRunning()).isTrue();
				await().atMost(PATIENCE)
					.until(() -> listening.latest("watched").orElseThrow().sampledAt().isAfter(last.plusSeconds(4)));
			}
		}
	}

	private static String answer(ConfigurableApplicationContext service) throws Exception {
		return get(port(service), "/channels/killed").body();
	}

}
