package dev.eventpatterns.benchmarks.forwarding;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.BenchOptions;
import dev.eventpatterns.benchmarks.Cleanup;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.benchmarks.QueueKind;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.lab.LabOptions;
import dev.eventpatterns.lab.RabbitLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class BenchmarkIT {

	private static final int MESSAGES = 2_000;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration IMPATIENCE = Duration.ofSeconds(1);

	private static RabbitLab lab;

	private final Cleanup cleanup = new Cleanup();

	@BeforeAll
	static void startBroker() {
		lab = RabbitLab.start(LabOptions.defaults().plugins(Shovel.PLUGIN));
	}

	@AfterAll
	static void stopBroker() {
		lab.close();
	}

	@AfterEach
	void closeWhatIsOpen() {
		this.cleanup.close();
	}

	@ParameterizedTest
	@MethodSource
	void forwardsEveryMessageOnce(Variant variant) throws Exception {
		Lane lane = lane();

		Round round = new Transfer(bench(Set.of()), PATIENCE).run(variant, lane);

		assertThat(round.problem()).isEmpty();
		assertThat(round.perSecond()).isPositive();
		assertThat(numbers(lane.route().target()))
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES).boxed().toList());
	}

	static List<Variant> forwardsEveryMessageOnce() {
		return EventForwardingBenchmark.VARIANTS;
	}

	@Test
	void reportsAVariantThatLosesAMessage() throws Exception {
		Round round = new Transfer(bench(Set.of()), IMPATIENCE).run(new Careless(0), lane());

		assertThat(round.problem()).contains("of 2,000 messages 1,999 arrived and 0 were left");
	}

	@Test
	void reportsAVariantThatDuplicatesAMessage() throws Exception {
		Round round = new Transfer(bench(Set.of()), IMPATIENCE).run(new Careless(2), lane());

		assertThat(round.problem()).contains("of 2,000 messages 2,001 arrived and 0 were left");
	}

	@Test
	void measuresAllVariantsInAlternatingRounds() throws Exception {
		List<String> names = EventForwardingBenchmark.VARIANTS.stream().map(Variant::name).toList();

		List<Comparison> results = new EventForwardingBenchmark().run(bench(Set.copyOf(names)));

		assertThat(results).hasSize(1);
		List<Measurement> measurements = results.get(0).measurements();
		assertThat(measurements).extracting(Measurement::variant).containsExactlyElementsOf(names);
		assertThat(measurements).allSatisfy((measured) -> {
			assertThat(measured.problems()).isEmpty();
			assertThat(measured.rounds()).hasSize(2);
		});
	}

	private Bench bench(Set<String> only) {
		BenchOptions options = new BenchOptions(2, MESSAGES, List.of(QueueKind.QUORUM), only);
		return new Bench(lab.broker(), options, Progress.plain(System.out), this.cleanup);
	}

	private Lane lane() throws Exception {
		Lane lane = new Lane(lab.broker(), QueueKind.QUORUM, MESSAGES);
		lane.declare();
		lane.prepare(Progress.plain(System.out));
		this.cleanup.add(lane::delete);
		return lane;
	}

	private static List<Integer> numbers(String queue) throws Exception {
		List<Integer> numbers = new ArrayList<>();
		try (Connection connection = lab.broker().connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			for (GetResponse got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue, true)) {
				numbers.add(Integer.valueOf(new String(got.getBody(), StandardCharsets.US_ASCII)));
			}
		}
		return numbers;
	}

	/**
	 * Forwards its seventh message as often as it is told.
	 *
	 * @param copies how often
	 */
	private record Careless(int copies) implements Variant {

		@Override
		public String name() {
			return "careless";
		}

		@Override
		public AutoCloseable start(Route route) throws Exception {
			Connection connection = route.broker().connectionFactory().newConnection();
			Channel channel = connection.createChannel();
			AtomicInteger count = new AtomicInteger();
			channel.basicConsume(route.source(), true, (tag, message) -> {
				int times = (count.incrementAndGet() == 7) ? this.copies : 1;
				for (int i = 0; i < times; i++) {
					channel.basicPublish(Route.EXCHANGE, Route.KEY, message.getProperties(), message.getBody());
				}
			}, (tag) -> {
			});
			return connection;
		}

	}

}
