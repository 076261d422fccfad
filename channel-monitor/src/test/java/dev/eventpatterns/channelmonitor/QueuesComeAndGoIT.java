package dev.eventpatterns.channelmonitor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.PATIENCE;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.declare;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.get;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.onChannel;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.port;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.publish;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.sampling;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.service;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Queues that are declared and deleted while they are watched. */
@WithRabbitLab
class QueuesComeAndGoIT {

	@Test
	void findsQueuesWhileItRunsAndForgetsThoseThatAreGone(Broker broker) throws Exception {
		declare(broker, "come.one", "other");
		try (LocalChannelSamples samples = sampling(broker, "come.*")) {
			List<ChannelSample> gone = new CopyOnWriteArrayList<>();
			samples.onSample((sample) -> {
				if (sample.gone()) {
					gone.add(sample);
				}
			});
			await().atMost(PATIENCE).until(() -> samples.latest("come.one").isPresent());

			declare(broker, "come.two");
			publish(broker, "come.two", 3);
			await().atMost(PATIENCE)
				.until(() -> samples.latest("come.two")
					.filter((sample) -> Long.valueOf(3).equals(sample.messagesReady()))
					.isPresent());

			onChannel(broker, (channel) -> channel.queueDelete("come.one"));
			await().atMost(PATIENCE).until(() -> samples.latest("come.one").isEmpty());
			await().atMost(PATIENCE).until(() -> !gone.isEmpty());
			assertThat(gone.get(0).queue()).isEqualTo("come.one");
			assertThat(gone.get(0).messagesReady()).isNull();
			assertThat(samples.all()).containsOnlyKeys("come.two");
		}
	}

	@Test
	void keepsWatchingANamedQueueThatIsNotThereYet(Broker broker) throws Exception {
		try (LocalChannelSamples samples = new LocalChannelSamples(broker.connectionFactory(), settings("later"))
			.start()) {
			await().atMost(PATIENCE).until(() -> samples.latest("later").isPresent());
			ChannelSample sample = samples.latest("later").orElseThrow();
			assertThat(sample.verdict()).isEqualTo(Verdict.UNKNOWN);
			assertThat(sample.reason()).isEqualTo("there is no such queue");
			assertThat(sample.messagesReady()).isNull();

			declare(broker, "later");
			publish(broker, "later", 2);
			await().atMost(PATIENCE)
				.until(() -> Long.valueOf(2).equals(samples.latest("later").orElseThrow().messagesReady()));
		}
	}

	@Test
	void isNotDisturbedByAQueueThatAnswersToOneConnectionAlone(Broker broker) throws Exception {
		declare(broker, "common");
		try (Connection owner = broker.connectionFactory().newConnection()) {
			owner.createChannel().queueDeclare("private", false, true, true, null);
			try (LocalChannelSamples samples = new LocalChannelSamples(broker.connectionFactory(),
					settings("private", "common"))
				.start()) {
				await().atMost(PATIENCE)
					.until(() -> samples.latest("private").isPresent() && samples.latest("common").isPresent());

				assertThat(samples.latest("private").orElseThrow().reason())
					.contains("the broker lets nobody else ask this queue");
				assertThat(samples.latest("common").orElseThrow().messagesReady()).isEqualTo(0);
			}
		}
	}

	@Test
	void watchesHundredsOfQueuesThatComeAndGoAtOnce(Broker broker) throws Exception {
		String[] first = IntStream.range(0, 600).mapToObj((i) -> "many." + i).toArray(String[]::new);
		declare(broker, first);
		try (LocalChannelSamples samples = sampling(broker, "many.*")) {
			await().atMost(PATIENCE).until(() -> samples.all().size() == 600);

			onChannel(broker, (channel) -> {
				for (int i = 0; i < 300; i++) {
					channel.queueDelete("many." + i);
				}
			});

			await().atMost(PATIENCE).until(() -> samples.all().size() == 300);
			assertThat(samples.all()).allSatisfy((queue, sample) -> assertThat(sample.messagesReady()).isEqualTo(0));
		}
	}

	@Test
	void removesTheGaugesOfAQueueThatIsGone(Broker broker) throws Exception {
		declare(broker, "gauged", "staying");
		publish(broker, "gauged", 4);
		try (ConfigurableApplicationContext service = service(broker,
				Map.of("channel-monitor.queues", "gauged,staying*"))) {
			String mine = "channel_messages_ready{queue=\"staying\"}";
			await().atMost(PATIENCE)
				.until(() -> metrics(service).contains("channel_messages_ready{queue=\"gauged\"} 4.0")
						&& metrics(service).contains(mine));

			onChannel(broker, (channel) -> channel.queueDelete("staying"));

			await().atMost(PATIENCE).until(() -> !metrics(service).contains("queue=\"staying\""));
			assertThat(metrics(service)).contains("channel_messages_ready{queue=\"gauged\"} 4.0");

			onChannel(broker, (channel) -> channel.queueDelete("gauged"));

			await().atMost(PATIENCE)
				.until(() -> metrics(service).contains("channel_messages_ready{queue=\"gauged\"} NaN"));
			assertThat(get(port(service), "/channels/staying").statusCode()).isEqualTo(404);
			assertThat(get(port(service), "/channels/gauged").body()).contains("there is no such queue");
		}
	}

	private static String metrics(ConfigurableApplicationContext service) throws Exception {
		return get(port(service), "/actuator/prometheus").body();
	}

}
