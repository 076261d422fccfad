package dev.eventpatterns.benchmarks.delegate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Spread;
import dev.eventpatterns.benchmarks.Target;

/**
 * One scenario, by all contenders in alternating rounds, beside the lower bound of what
 * the pattern really worked. The speed of the bound is a speed that nobody can exceed.
 */
final class MakespanComparison {

	private static final String BOUND = "lower bound";

	private static final double LONGEST_GAP_MICROS = 50;

	private final Bench bench;

	private final Scenario scenario;

	private final List<Contender> contenders;

	private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

	private final List<Double> gapMedians = new ArrayList<>();

	private final List<Double> gapTails = new ArrayList<>();

	MakespanComparison(Bench bench, Scenario scenario, List<Contender> contenders) {
		this.bench = bench;
		this.scenario = scenario;
		this.contenders = contenders;
		contenders
			.forEach((contender) -> bench.progress().timeLeft().expect(step(contender), bench.options().rounds() + 1));
	}

	private String step(Contender contender) {
		return this.scenario.title() + contender.name();
	}

	/** Measures; the first round warms up. */
	Comparison run() throws Exception {
		for (int number = 0; number <= this.bench.options().rounds(); number++) {
			for (Contender contender : this.contenders) {
				play(contender, number);
			}
		}
		List<Measurement> measurements = new ArrayList<>();
		this.rounds.forEach((name, played) -> measurements.add(new Measurement(name, played)));
		return new Comparison(this.scenario.title(), measurements,
				List.of(new Target(OurDelegates.NAME, BOUND, this.scenario.leastShare()),
						new Target(OurDelegates.NAME, AssignedWorkers.STATIC_HASH, 1),
						new Target(OurDelegates.NAME, AssignedWorkers.STICKY, 1),
						new Target(OurDelegates.NAME, HashedQueues.NAME, 1)),
				gaps());
	}

	/** Of one account alone, the next order is always there. */
	private List<Figure> gaps() {
		if (this.scenario.accounts() > 1) {
			return List.of();
		}
		return List.of(
				new Figure(OurDelegates.NAME, "gap between orders, p50 in µs", Spread.of(this.gapMedians),
						OptionalDouble.of(LONGEST_GAP_MICROS)),
				new Figure(OurDelegates.NAME, "p99 in µs", Spread.of(this.gapTails), OptionalDouble.empty()));
	}

	private void play(Contender contender, int number) throws Exception {
		String round = (number == 0) ? "warm-up" : "round " + number + " of " + this.bench.options().rounds();
		this.bench.progress().begin("%s, %s %s".formatted(this.scenario.title(), contender.name(), round));
		Workshop workshop = new Workshop(this.scenario);
		new Trial(this.bench, contender, this.scenario).run(workshop::work, workshop::orders);
		this.bench.progress().end(step(contender));
		Round result = new Round(this.scenario.orders(), workshop.makespan(), problem(workshop));
		this.bench.progress()
			.say("  %-19s %-13s %8s orders/s, %.3f of the lower bound's time".formatted(contender.name(), round,
					Figures.count(result.perSecond()),
					(double) workshop.makespan().toNanos() / workshop.lowerBound().toNanos()));
		if (number > 0) {
			note(contender.name(), result);
			if (contender.name().equals(OurDelegates.NAME)) {
				this.gapMedians.add(workshop.gapMicros(50));
				this.gapTails.add(workshop.gapMicros(99));
				note(BOUND, new Round(this.scenario.orders(), workshop.lowerBound(), result.problem()));
			}
		}
	}

	private void note(String name, Round round) {
		this.rounds.computeIfAbsent(name, (variant) -> new ArrayList<>()).add(round);
	}

	private Optional<String> problem(Workshop workshop) {
		if (workshop.orders() == this.scenario.orders() && workshop.outOfTurn() == 0) {
			return Optional.empty();
		}
		return Optional
			.of("%s of %s orders were done, %s of them out of turn".formatted(Figures.count(workshop.orders()),
					Figures.count(this.scenario.orders()), Figures.count(workshop.outOfTurn())));
	}

}
