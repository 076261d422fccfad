package dev.eventpatterns.benchmarks.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Spread;
import dev.eventpatterns.lab.Broker;

/** What becomes of a queue into which ten times too much is sent. */
public final class ProducerControlFlowBenchmark implements Benchmark {

	private static final List<String> VARIANTS = List.of(Services.OURS, Services.NO_CONTROL, OnOffRule.NAME,
			RejectingQueue.NAME);

	/** At the full size an overload lasts a minute. */
	private static final double SECONDS_PER_MESSAGE = 60 / 1e6;

	private static final int LEAST_SECONDS = 4;

	@Override
	public String name() {
		return Services.OURS;
	}

	@Override
	public List<String> variants() {
		return VARIANTS;
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		long seconds = Math.max(LEAST_SECONDS, Math.round(bench.options().messages() * SECONDS_PER_MESSAGE));
		List<String> wanted = VARIANTS.stream().filter(bench.options()::wants).toList();
		wanted.forEach((variant) -> bench.progress().timeLeft().expect(variant, bench.options().rounds()));
		if (seconds > LEAST_SECONDS) {
			// Else the first variant would pay for what this JVM learns.
			for (String variant : wanted) {
				play(bench, variant, 0, Duration.ofSeconds(LEAST_SECONDS));
			}
		}
		Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
		for (int round = 1; round <= bench.options().rounds(); round++) {
			for (String variant : wanted) {
				outcomes.computeIfAbsent(variant, (name) -> new ArrayList<>())
					.add(play(bench, variant, round, Duration.ofSeconds(seconds)));
			}
		}
		List<Measurement> measurements = new ArrayList<>();
		List<Figure> figures = new ArrayList<>();
		outcomes.forEach((variant, rounds) -> {
			measurements.add(new Measurement(variant, rounds.stream().map(Outcome::round).toList()));
			figures.add(figure(variant, "depth ÷ high water", rounds, Outcome::depthOverHighWater, 1.2));
			figures.add(figure(variant, "consumers idle, %", rounds, Outcome::idlePercent, 3));
			figures.add(figure(variant, "unfairness, %", rounds, Outcome::unfairPercent, 2));
			figures.add(figure(variant, "back to full, s", rounds, Outcome::backToFullSeconds, 3));
		});
		return List.of(new Comparison("3 producers, ten times too much for " + seconds + " s", measurements, List.of(),
				figures));
	}

	private static Figure figure(String variant, String name, List<Outcome> rounds, ToDoubleFunction<Outcome> value,
			double atMost) {
		// Only the pattern has promised anything.
		return new Figure(variant, name, Spread.of(rounds.stream().map(value::applyAsDouble).toList()),
				variant.equals(Services.OURS) ? OptionalDouble.of(atMost) : OptionalDouble.empty());
	}

	private Outcome play(Bench bench, String variant, int number, Duration lasting) throws Exception {
		String queue = "benchmark.flow." + variant;
		String round = (number == 0) ? "warm-up" : "round " + number + " of " + bench.options().rounds();
		bench.progress().begin(variant + ", " + round);
		try (Connection connection = bench.broker().connectionFactory().newConnection("benchmark");
				Channel channel = connection.createChannel()) {
			channel.queueDelete(queue);
			Workers workers = bench.cleanup().add(new Workers(bench.broker(), queue));
			SetUp setUp = bench.cleanup().add(setUp(bench.broker(), variant, queue));
			Callers callers = bench.cleanup().add(new Callers(setUp));
			try {
				System.gc();
				Outcome outcome = new Overload(channel, queue, setUp, workers, callers, bench.progress()).play(lasting);
				if (number > 0) {
					bench.progress().end(variant);
				}
				bench.progress()
					.say("  %-22s %s  depth %s, idle %s %%, unfair %s %%, back in %s s".formatted(variant, round,
							Figures.count(outcome.depthOverHighWater() * Overload.HIGH_WATER),
							Figures.decimal(outcome.idlePercent()), Figures.decimal(outcome.unfairPercent()),
							Figures.decimal(outcome.backToFullSeconds())));
				return outcome;
			}
			finally {
				bench.cleanup().close(callers);
				bench.cleanup().close(setUp);
				bench.cleanup().close(workers);
				channel.queueDelete(queue);
			}
		}
	}

	private static SetUp setUp(Broker broker, String variant, String queue) throws Exception {
		switch (variant) {
			case OnOffRule.NAME -> {
				return new OnOffRule(broker, queue);
			}
			case RejectingQueue.NAME -> {
				broker.ctl("set_policy", "-p", broker.virtualHost(), "flow-limit", "^" + queue + "$",
						"{\"max-length\":" + Overload.HIGH_WATER + "}", "--apply-to", "queues");
				return new RejectingQueue(broker, queue);
			}
			default -> {
				return new Services(broker, queue, variant.equals(Services.OURS));
			}
		}
	}

}
