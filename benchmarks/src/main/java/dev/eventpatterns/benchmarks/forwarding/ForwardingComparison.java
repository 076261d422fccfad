package dev.eventpatterns.benchmarks.forwarding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.benchmarks.QueueKind;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Target;

/**
 * All variants on one kind of queue, in alternating rounds. Who begins changes from round
 * to round, so that nobody always runs after the same other.
 */
final class ForwardingComparison {

	private final Bench bench;

	private final QueueKind kind;

	private final List<Variant> variants;

	private final Map<Integer, Lane> lanes = new LinkedHashMap<>();

	private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

	ForwardingComparison(Bench bench, QueueKind kind, List<Variant> variants) {
		this.bench = bench;
		this.kind = kind;
		this.variants = variants;
		for (Variant variant : variants) {
			int share = variant.share(bench.options().messages());
			this.lanes.computeIfAbsent(share, (messages) -> new Lane(bench.broker(), kind, messages));
			this.rounds.put(variant.name(), new ArrayList<>());
			bench.progress().timeLeft().expect(step(variant), bench.options().rounds() + 1);
			if (!variant.keepsPersistence()) {
				bench.progress().timeLeft().expect("fill " + share, bench.options().rounds());
			}
		}
		this.lanes.keySet().forEach((messages) -> bench.progress().timeLeft().expect("fill " + messages, 1));
	}

	private String step(Variant variant) {
		return this.kind.label() + " " + variant.name();
	}

	/** Measures; the first round warms up. */
	Comparison run() throws Exception {
		for (Lane lane : this.lanes.values()) {
			lane.declare();
		}
		List<Variant> order = new ArrayList<>(this.variants);
		for (int number = 0; number <= this.bench.options().rounds(); number++) {
			for (Variant variant : order) {
				Round round = play(variant, number);
				if (number > 0) {
					this.rounds.getOrDefault(variant.name(), new ArrayList<>()).add(round);
				}
			}
			Collections.rotate(order, -1);
		}
		for (Lane lane : this.lanes.values()) {
			lane.delete();
		}
		List<Measurement> measurements = this.variants.stream()
			.map((variant) -> new Measurement(variant.name(), this.rounds.getOrDefault(variant.name(), List.of())))
			.toList();
		return new Comparison("queue to queue, " + this.kind.label() + " queues, 200-byte persistent messages",
				measurements, targets());
	}

	private Round play(Variant variant, int number) throws Exception {
		Lane lane = this.lanes.get(variant.share(this.bench.options().messages()));
		if (lane == null) {
			throw new IllegalStateException("no lane for " + variant.name());
		}
		Progress progress = this.bench.progress();
		lane.prepare(progress);
		String round = (number == 0) ? "warm-up" : "round " + number + " of " + this.bench.options().rounds();
		progress.begin("%s, %-15s %s".formatted(this.kind.label(), variant.name(), round));
		// Nobody is to clear up what another has left.
		System.gc();
		Round result = new Transfer(this.bench, Transfer.STALLED).run(variant, lane);
		progress.end(step(variant));
		progress.say("  %-8s %-15s %-13s %9s messages/s%s".formatted(this.kind.label(), variant.name(), round,
				Figures.count(result.perSecond()),
				result.problem().map((problem) -> "  WRONG: " + problem).orElse("")));
		lane.turn();
		if (result.problem().isPresent() || !variant.keepsPersistence()) {
			lane.spoil();
		}
		return result;
	}

	private List<Target> targets() {
		boolean quorum = this.kind == QueueKind.QUORUM;
		return List.of(new Target(OurForwarder.GUARANTEED, "plain", 0.95),
				new Target(OurForwarder.GUARANTEED, "shovel", quorum ? 1.2 : 1.0),
				new Target(OurForwarder.GUARANTEED, "listener", quorum ? 10 : 2),
				new Target(OurForwarder.GUARANTEED, OurForwarder.FIRE_AND_FORGET, quorum ? 0.8 : 0.55));
	}

}
