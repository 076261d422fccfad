package dev.eventpatterns.benchmarks.workflow;

import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Target;

/**
 * How fast events are stored before they are acknowledged, found among many, and sent
 * back in bulk.
 */
public final class WorkflowProcessorBenchmark implements Benchmark {

	private static final String BATCHED = "500 to a commit";

	private static final String SINGLE = "1 to a commit";

	private static final String BULK = "bulk resend";

	private static final String STORE = "a full store";

	/** At the full size 20,000 events come in, and 2,000 one by one. */
	private static final int BATCHED_PART = 50;

	private static final int SINGLE_PART = 500;

	private static final int BULK_PART = 100;

	@Override
	public String name() {
		return "workflow-processor";
	}

	@Override
	public List<String> variants() {
		return List.of(BATCHED, SINGLE, BULK, STORE);
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		List<Comparison> results = new ArrayList<>();
		int messages = bench.options().messages();
		int rounds = bench.options().rounds();
		variants().stream()
			.filter(bench.options()::wants)
			.forEach((variant) -> bench.progress()
				.timeLeft()
				.expect(variant, variant.equals(STORE) ? 1 : variant.equals(BULK) ? rounds : rounds + 1));
		List<Measurement> intake = new ArrayList<>();
		if (bench.options().wants(BATCHED)) {
			intake.add(intake(bench, BATCHED, 500, Math.max(1_000, messages / BATCHED_PART)));
		}
		if (bench.options().wants(SINGLE)) {
			intake.add(intake(bench, SINGLE, 1, Math.max(200, messages / SINGLE_PART)));
		}
		if (!intake.isEmpty()) {
			results.add(new Comparison("stored from the queue before the acknowledgement", intake,
					List.of(new Target(BATCHED, SINGLE, 2)), "events"));
		}
		if (bench.options().wants(BULK)) {
			results.add(bulk(bench, Math.max(1_000, messages / BULK_PART)));
		}
		if (bench.options().wants(STORE)) {
			bench.progress().begin(STORE);
			results.add(new FullStore(bench.broker(), STORE, messages).measure());
			bench.progress().end(STORE);
		}
		return results;
	}

	private static Measurement intake(Bench bench, String variant, int perCommit, int events) throws Exception {
		List<Round> rounds = new ArrayList<>();
		for (int round = 0; round <= bench.options().rounds(); round++) {
			bench.progress().begin(variant);
			Round result = new WorkflowQueue(bench.broker()).store(events, perCommit);
			bench.progress().end(variant);
			if (round > 0) {
				rounds.add(result);
			}
		}
		return new Measurement(variant, rounds);
	}

	private static Comparison bulk(Bench bench, int events) throws Exception {
		List<Round> rounds = new ArrayList<>();
		for (int round = 0; round < bench.options().rounds(); round++) {
			bench.progress().begin(BULK);
			rounds.add(new WorkflowQueue(bench.broker()).sendBack(events));
			bench.progress().end(BULK);
		}
		return new Comparison("sent back with confirms and marks, in one bulk action",
				List.of(new Measurement(BULK, rounds)), List.of(), "events");
	}

}
