package dev.eventpatterns.benchmarks.delegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Target;

/**
 * Orders without any work, beside a plain consumer with the same prefetch: what receiving
 * them through a dispatcher costs.
 */
final class ThroughputComparison {

	private static final double LEAST_SHARE = 0.85;

	private static final List<Contender> CONTENDERS = List.of(new OurDelegates(),
			new PlainConsumer(PlainConsumer.ACK_MANY, 250), new PlainConsumer(PlainConsumer.ACK_EACH, 1));

	private final Bench bench;

	private final Scenario scenario;

	private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

	ThroughputComparison(Bench bench, Scenario scenario) {
		this.bench = bench;
		this.scenario = scenario;
		CONTENDERS
			.forEach((contender) -> bench.progress().timeLeft().expect(step(contender), bench.options().rounds() + 1));
	}

	private String step(Contender contender) {
		return this.scenario.title() + contender.name();
	}

	/** Measures; the first round warms up. */
	Comparison run() throws Exception {
		for (int number = 0; number <= this.bench.options().rounds(); number++) {
			for (Contender contender : CONTENDERS) {
				play(contender, number);
			}
		}
		List<Measurement> measurements = new ArrayList<>();
		this.rounds.forEach((name, played) -> measurements.add(new Measurement(name, played)));
		return new Comparison(this.scenario.title(), measurements,
				List.of(new Target(OurDelegates.NAME, PlainConsumer.ACK_MANY, LEAST_SHARE),
						new Target(OurDelegates.NAME, PlainConsumer.ACK_EACH, LEAST_SHARE)));
	}

	private void play(Contender contender, int number) throws Exception {
		String round = (number == 0) ? "warm-up" : "round " + number + " of " + this.bench.options().rounds();
		this.bench.progress().begin("%s, %s %s".formatted(this.scenario.title(), contender.name(), round));
		Tally tally = new Tally(this.scenario.orders());
		long left = new Trial(this.bench, contender, this.scenario).run((order) -> tally.one(), tally::count);
		this.bench.progress().end(step(contender));
		Round result = new Round(this.scenario.orders(), tally.took(), problem(tally, left));
		this.bench.progress()
			.say("  %-20s %-13s %8s orders/s".formatted(contender.name(), round, Figures.count(result.perSecond())));
		if (number > 0) {
			this.rounds.computeIfAbsent(contender.name(), (variant) -> new ArrayList<>()).add(result);
		}
	}

	private Optional<String> problem(Tally tally, long left) {
		if (tally.count() == this.scenario.orders() && left == 0) {
			return Optional.empty();
		}
		return Optional.of("of %s orders %s were done and %s were left".formatted(Figures.count(this.scenario.orders()),
				Figures.count(tally.count()), Figures.count(left)));
	}

	/** Counts orders, and takes the time from the first to the last that is expected. */
	private static final class Tally {

		private final int expected;

		private final AtomicInteger count = new AtomicInteger();

		private volatile long begin;

		private volatile long end;

		Tally(int expected) {
			this.expected = expected;
		}

		void one() {
			int number = this.count.incrementAndGet();
			if (number == 1) {
				this.begin = System.nanoTime();
			}
			else if (number == this.expected) {
				this.end = System.nanoTime();
			}
		}

		int count() {
			return this.count.get();
		}

		Duration took() {
			return Duration.ofNanos(Math.max(1, this.end - this.begin));
		}

	}

}
