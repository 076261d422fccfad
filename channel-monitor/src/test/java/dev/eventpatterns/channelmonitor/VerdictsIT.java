package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.PATIENCE;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.declare;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.publish;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.sampling;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is said of a queue while things happen to it. */
@WithRabbitLab
class VerdictsIT {

	@Test
	void seesAConsumerComeHangRecoverAndVanish(Broker broker) throws Exception {
		declare(broker, "life");
		List<Verdict> said = new CopyOnWriteArrayList<>();
		Connection connection = broker.connectionFactory().newConnection();
		try (LocalChannelSamples samples = sampling(broker, "life")) {
			samples.onSample((sample) -> {
				if (said.isEmpty() || said.get(said.size() - 1) != sample.verdict()) {
					said.add(sample.verdict());
				}
			});
			publish(broker, "life", 40);
			awaitVerdict(samples, Verdict.NO_CONSUMER);

			AtomicBoolean hangs = new AtomicBoolean(true);
			List<Delivery> held = new ArrayList<>();
			Channel channel = connection.createChannel();
			channel.basicQos(10);
			channel.basicConsume("life", false, (tag, message) -> {
				if (hangs.get()) {
					held.add(message);
				}
				else {
					channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
				}
			}, (tag) -> {
			});
			awaitVerdict(samples, Verdict.STALLED);
			assertThat(samples.latest("life").orElseThrow().reason()).contains("40 messages and 1 consumer",
					"nothing has been acknowledged");

			hangs.set(false);
			channel.basicAck(held.get(held.size() - 1).getEnvelope().getDeliveryTag(), true);
			awaitVerdict(samples, Verdict.OK);

			connection.abort();
			publish(broker, "life", 5);
			awaitVerdict(samples, Verdict.NO_CONSUMER);
			assertThat(samples.latest("life").orElseThrow().reason())
				.contains("5 messages wait, and nobody takes them");
		}
		finally {
			connection.abort();
		}
		assertThat(said).contains(Verdict.NO_CONSUMER, Verdict.STALLED, Verdict.OK);
	}

	@Test
	void seesAChannelLagFromItsDepthAlone(Broker broker) throws Exception {
		declare(broker, "unseen");
		try (LocalChannelSamples samples = new LocalChannelSamples(broker.connectionFactory(), settings("unseen"))
			.start(); Connection connection = broker.connectionFactory().newConnection()) {
			Channel channel = connection.createChannel();
			channel.basicQos(1);
			channel.basicConsume("unseen", false, (tag, message) -> {
			}, (tag) -> {
			});

			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
				publish(broker, "unseen", 5);
				return samples.latest("unseen").orElseThrow().verdict() == Verdict.LAGGING;
			});
			ChannelSample sample = samples.latest("unseen").orElseThrow();
			assertThat(sample.reason()).contains("no rates: neither the management API nor the Prometheus endpoint");
			assertThat(sample.messagesUnacked()).isNull();
			assertThat(sample.publishRate()).isNull();
		}
	}

	private static void awaitVerdict(LocalChannelSamples samples, Verdict verdict) {
		await().atMost(PATIENCE)
			.until(() -> samples.latest("life").map(ChannelSample::verdict).orElse(Verdict.UNKNOWN) == verdict);
	}

}
