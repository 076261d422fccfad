package dev.eventpatterns.benchmarks.forwarding;

import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.lab.PostgresLab;
import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Target;

/**
 * The store draining a queue into a database, with durable commits: in batches as it
 * comes, and with one commit per message.
 */
final class StoreComparison {

	static final String NAME = "store";

	private static final String BATCHES = "batches of 500";

	private static final String SINGLE = "one per commit";

	private final Bench bench;

	private final Database database;

	private StoreComparison(Bench bench, Database database) {
		this.bench = bench;
		this.database = database;
		for (int size : new int[] { 500, 1 }) {
			int orders = orders(size);
			bench.progress().timeLeft().expect(step(size), bench.options().rounds() + 1);
			bench.progress().timeLeft().expect("fill " + orders, bench.options().rounds() + 1);
		}
	}

	/** One comparison per database that is there. */
	static List<StoreComparison> all(Bench bench) throws Exception {
		List<StoreComparison> all = new ArrayList<>();
		all.add(new StoreComparison(bench, bench.cleanup().add(new H2File())));
		PrivatePostgres.startIfInstalled()
			.ifPresentOrElse((postgres) -> all.add(new StoreComparison(bench, bench.cleanup().add(postgres))),
					() -> bench.progress().say(PostgresLab.HOW_TO_GET_IT));
		return all;
	}

	/** How many orders make a run of a few seconds, at the full size. */
	private int orders(int batchSize) {
		int messages = this.bench.options().messages();
		return Math.max(1_000, (batchSize == 1) ? messages / 50 : messages / 10);
	}

	private String step(int batchSize) {
		return this.database.name() + " " + batchSize;
	}

	/** Measures; the first round warms up. */
	Comparison run() throws Exception {
		List<Round> batches = new ArrayList<>();
		List<Round> single = new ArrayList<>();
		for (int number = 0; number <= this.bench.options().rounds(); number++) {
			Round together = play(500, BATCHES, number);
			Round alone = play(1, SINGLE, number);
			if (number > 0) {
				batches.add(together);
				single.add(alone);
			}
		}
		return new Comparison("queue to database, " + this.database.name() + ", durable commits",
				List.of(new Measurement(BATCHES, batches), new Measurement(SINGLE, single)),
				List.of(new Target(BATCHES, SINGLE, 2)));
	}

	private Round play(int batchSize, String variant, int number) throws Exception {
		Progress progress = this.bench.progress();
		StoreRun run = new StoreRun(this.bench, this.database.fresh(), batchSize, orders(batchSize));
		run.fill();
		String round = (number == 0) ? "warm-up" : "round " + number + " of " + this.bench.options().rounds();
		progress.begin("%s, %s %s".formatted(this.database.name(), variant, round));
		System.gc();
		Round result = run.run();
		progress.end(step(batchSize));
		progress.say("  %-10s %-15s %-13s %7s orders/s%s".formatted(this.database.name(), variant, round,
				Figures.count(result.perSecond()),
				result.problem().map((problem) -> "  WRONG: " + problem).orElse("")));
		return result;
	}

}
