package dev.eventpatterns.supervisorconsumer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.channelmonitor.Verdict;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.CONTROL;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ORDERS;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.PATIENCE;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ordersAt;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.taken;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The supervisor where a channel monitor tells it how the queue is, or does not. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "supervisor-consumer.interval=200ms", "supervisor-consumer.keep-alive=0s" })
@Import(UnknownDepthIT.Configuration.class)
class UnknownDepthIT {

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedSamples samples;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		this.samples.say(55L, Instant.now().plusSeconds(3_600));
		await().ignoreExceptions().atMost(PATIENCE).until(() -> running() == 6);
		tap(broker);
	}

	@Test
	void holdsAndSaysSoWhileTheDepthIsUnknown(Broker broker) throws Exception {
		this.samples.say(null, Instant.now());

		JsonNode last = awaitHold();
		assertThat(last.path("reason").asString()).isEqualTo("the channel's depth is unknown");
		assertThat(running()).isEqualTo(6);
		await().atMost(PATIENCE).until(() -> saidHold(broker));
		goesOn();
	}

	@Test
	void holdsAndSaysSoWhileTheDepthIsTooOld() throws Exception {
		this.samples.say(0L, Instant.now().minusSeconds(5));

		JsonNode last = awaitHold();
		assertThat(last.path("reason").asString()).startsWith("the channel was last seen ");
		assertThat(running()).isEqualTo(6);
		goesOn();
	}

	@Test
	void holdsAndSaysSoWhileNothingWasEverSeen() throws Exception {
		this.samples.samples.clear();

		assertThat(awaitHold().path("reason").asString()).isEqualTo("the channel's depth is unknown");
		assertThat(running()).isEqualTo(6);
		goesOn();
	}

	private JsonNode awaitHold() throws Exception {
		await().atMost(PATIENCE).until(() -> ordersAt(this.port).path("last").path("kind").asString().equals("hold"));
		return ordersAt(this.port).path("last");
	}

	private void goesOn() {
		this.samples.say(80L, Instant.now().plusSeconds(3_600));
		await().atMost(PATIENCE).until(() -> running() == 8);
	}

	private static boolean saidHold(Broker broker) throws Exception {
		return taken(broker, CONTROL).stream().anyMatch((event) -> event.path("kind").asString().equals("hold"));
	}

	private int running() throws Exception {
		return ordersAt(this.port).path("here").path("running").asInt();
	}

	/** Says what a test says. */
	static final class ScriptedSamples implements ChannelSamples {

		private final Map<String, ChannelSample> samples = new ConcurrentHashMap<>();

		void say(@Nullable Long ready, Instant at) {
			this.samples.put(ORDERS,
					new ChannelSample(ORDERS, ready, null, null, null, null, null, Verdict.OK, "", at));
		}

		@Override
		public Optional<ChannelSample> latest(String queue) {
			return Optional.ofNullable(this.samples.get(queue));
		}

		@Override
		public AutoCloseable onSample(Consumer<ChannelSample> listener) {
			return () -> {
			};
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		ScriptedSamples scriptedSamples() {
			return new ScriptedSamples();
		}

	}

}
