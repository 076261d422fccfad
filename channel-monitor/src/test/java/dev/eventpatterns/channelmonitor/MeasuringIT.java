package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.channelmonitor.sampling.PrometheusStatistics;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.PATIENCE;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.declare;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.onChannel;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.publish;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.sampling;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.settings;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Samples beside the truth, which the test makes itself. */
@WithRabbitLab
class MeasuringIT {

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void closeAll() throws Exception {
		Collections.reverse(this.open);
		for (AutoCloseable each : this.open) {
			each.close();
		}
	}

	@Test
	void tellsTheExactDepthOfAQueueAtRest(Broker broker) throws Exception {
		declare(broker, "rest");
		publish(broker, "rest", 500);
		onChannel(broker, (channel) -> take(channel, "rest", 123));
		LocalChannelSamples samples = open(sampling(broker, "rest"));

		Connection holder = open(broker.connectionFactory().newConnection());
		Channel channel = holder.createChannel();
		channel.basicQos(50);
		channel.basicConsume("rest", false, (tag, message) -> {
		}, (tag) -> {
		});

		await().atMost(PATIENCE).until(() -> {
			ChannelSample sample = samples.latest("rest").orElseThrow();
			return Objects.equals(sample.messagesReady(), 500L - 123 - 50)
					&& Objects.equals(sample.messagesUnacked(), 50L) && Objects.equals(sample.consumers(), 1);
		});
	}

	@Test
	void tellsTheAgeOfTheOldestMessageWhereTheBrokerKnowsIt(Broker broker) throws Exception {
		declare(broker, "aging");
		onChannel(broker,
				(channel) -> channel.queueDeclare("unaging", true, false, false, Map.of("x-queue-type", "quorum")));
		Instant before = Instant.now();
		publish(broker, "aging", 1);
		publish(broker, "unaging", 1);

		LocalChannelSamples samples = open(sampling(broker, "*aging"));

		await().atMost(PATIENCE)
			.until(() -> samples.latest("aging")
				.map(ChannelSample::oldestSeconds)
				.filter((age) -> age > 3)
				.isPresent());
		double truth = Duration.between(before, Instant.now()).toMillis() / 1e3;
		assertThat(Objects.requireNonNull(samples.latest("aging").orElseThrow().oldestSeconds()))
			.as("the broker's timestamps have seconds")
			.isBetween(truth - 5, truth + 1.5);
		assertThat(samples.latest("unaging").orElseThrow().oldestSeconds()).as("not known, and not 0").isNull();
	}

	/** Both at once, since each takes the ten seconds over which rates are taken. */
	@Test
	void tellsRatesAsTheyAreWhateverTheirSource(Broker broker) throws Exception {
		declare(broker, "rates");
		Traffic traffic = open(new Traffic(broker, "rates", 20, 15));
		LocalChannelSamples managed = open(sampling(broker, "rates"));
		LocalChannelSamples scraped = open(new LocalChannelSamples(broker.connectionFactory(), List.of(),
				settings("rates"), new PrometheusStatistics(Objects.requireNonNull(broker.prometheusUri()),
						broker.connectionFactory(), Duration.ofSeconds(10)))
			.start());

		awaitTruth(managed, traffic);
		awaitTruth(scraped, traffic);
	}

	/**
	 * What was really published and acknowledged over the ten seconds before the sample.
	 */
	private static void awaitTruth(LocalChannelSamples samples, Traffic traffic) {
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			ChannelSample sample = samples.latest("rates").orElseThrow();
			assertThat(sample.publishRate()).isNotNull();
			assertThat(sample.ackRate()).isNotNull();
			double published = traffic.perSecond(traffic.published);
			double acked = traffic.perSecond(traffic.acked);
			assertThat(Math.abs(sample.publishRate() - published) / published).isLessThan(0.05);
			assertThat(Math.abs(sample.ackRate() - acked) / acked).isLessThan(0.05);
		});
	}

	@Test
	void samplesAtEachIntervalAndNeverTwoAtOnce(Broker broker) throws Exception {
		declare(broker, "paced");
		List<Instant> sampled = new CopyOnWriteArrayList<>();
		LocalChannelSamples samples = open(sampling(broker, "paced"));
		samples.onSample((sample) -> sampled.add(sample.sampledAt()));

		await().atMost(PATIENCE).until(() -> sampled.size() > 12);

		List<Instant> all = List.copyOf(sampled);
		long millis = Duration.between(all.get(0), all.get(all.size() - 1)).toMillis();
		assertThat(all.size() - 1).as("no more than one in 500 ms, but for answers that took longer: %s", all)
			.isLessThanOrEqualTo((int) (millis / 500) + 2);
	}

	@Test
	void tellsListenersOfEachSampleUntilTheyEnd(Broker broker) throws Exception {
		declare(broker, "heard");
		List<ChannelSample> heard = new CopyOnWriteArrayList<>();
		LocalChannelSamples samples = open(sampling(broker, "heard"));
		samples.onSample((sample) -> {
			throw new IllegalStateException("a listener's own fault");
		});
		AutoCloseable ending = samples.onSample(heard::add);

		await().atMost(PATIENCE).until(() -> heard.size() >= 3);
		ending.close();
		int atTheEnd = heard.size();
		Instant now = Instant.now();

		await().atMost(PATIENCE)
			.until(() -> samples.latest("heard").orElseThrow().sampledAt().isAfter(now.plusSeconds(2)));
		assertThat(heard).hasSizeLessThanOrEqualTo(atTheEnd + 1);
	}

	private <T extends AutoCloseable> T open(T resource) {
		this.open.add(resource);
		return resource;
	}

	/** Publishes and acknowledges so many messages each tenth of a second. */
	private static final class Traffic implements AutoCloseable {

		private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

		private final AtomicLong published = new AtomicLong();

		private final AtomicLong acked = new AtomicLong();

		private final List<long[]> history = new CopyOnWriteArrayList<>();

		private final Connection connection;

		Traffic(Broker broker, String queue, int publish, int ack) throws Exception {
			this.connection = broker.connectionFactory().newConnection();
			Channel publishing = this.connection.createChannel();
			Channel taking = this.connection.createChannel();
			this.clock.scheduleAtFixedRate(() -> quietly(() -> {
				for (int i = 0; i < publish; i++) {
					publish(publishing, queue);
					this.published.incrementAndGet();
				}
				this.history.add(new long[] { System.nanoTime(), this.published.get(), this.acked.get() });
			}), 0, 100, TimeUnit.MILLISECONDS);
			this.clock.scheduleAtFixedRate(() -> quietly(() -> this.acked.addAndGet(take(taking, queue, ack))), 0, 100,
					TimeUnit.MILLISECONDS);
		}

		double perSecond(AtomicLong counter) {
			int which = (counter == this.published) ? 1 : 2;
			long[] now = this.history.get(this.history.size() - 1);
			long[] then = this.history.stream()
				.filter((entry) -> now[0] - entry[0] <= Duration.ofSeconds(10).toNanos())
				.findFirst()
				.orElse(now);
			return (now[which] - then[which]) * 1e9 / Math.max(1, now[0] - then[0]);
		}

		private static void quietly(Step step) {
			try {
				step.run();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void close() {
			this.clock.shutdownNow();
			this.connection.abort(5_000);
		}

		/** One tenth of a second's work. */
		private interface Step {

			void run() throws Exception;

		}

	}

}
