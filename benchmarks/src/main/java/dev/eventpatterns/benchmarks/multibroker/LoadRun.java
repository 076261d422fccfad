package dev.eventpatterns.benchmarks.multibroker;

import java.time.Duration;
import java.util.Optional;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.BenchFailure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Round;

/** Three producers and a consumer on some of the brokers, under load. */
final class LoadRun {

	/** Enough that no broker is ever idle, and little enough to be no backlog. */
	private static final long IN_PROGRESS_PER_BROKER = 1_000;

	private static final Duration WARM_UP = Duration.ofSeconds(3);

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration STALLED = Duration.ofSeconds(30);

	private final Bench bench;

	private final HeldBrokers brokers;

	private final String name;

	private final int count;

	private final double perSecond;

	/**
	 * A run.
	 * @param name of a virtual host that is made for it
	 * @param count how many of the brokers are used
	 * @param perSecond how many orders each producer is offered; 0: as many as it takes
	 */
	LoadRun(Bench bench, HeldBrokers brokers, String name, int count, double perSecond) {
		this.bench = bench;
		this.brokers = brokers;
		this.name = name;
		this.count = count;
		this.perSecond = perSecond;
	}

	Round play(long seconds) throws Exception {
		Ledger ledger = new Ledger();
		Members members = this.bench.cleanup()
			.add(new Members(this.brokers.uris(this.count, this.name), "spread", ledger));
		awaitUp(members, this.count);
		Senders senders = this.bench.cleanup()
			.add(new Senders("S", members, ledger, this.perSecond, IN_PROGRESS_PER_BROKER * this.count));
		Thread.sleep(WARM_UP.toMillis());
		long before = ledger.count();
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < Duration.ofSeconds(seconds).toNanos()) {
			Thread.sleep(100);
			this.bench.progress().show(Figures.count(ledger.count()) + " handled");
		}
		long handled = ledger.count() - before;
		Duration took = Duration.ofNanos(System.nanoTime() - begun);
		this.bench.cleanup().close(senders);
		long missing = awaitAll(ledger);
		this.bench.cleanup().close(members);
		Optional<String> problem = (missing > 0) ? Optional.of("lost " + missing + " orders")
				: (ledger.twice() > 0) ? Optional.of("handled " + ledger.twice() + " orders twice") : Optional.empty();
		Round round = new Round(handled, took, problem);
		this.bench.progress().say("  %-16s %s orders/s".formatted(this.name, Figures.count(round.perSecond())));
		return round;
	}

	/** Waits until all producers can use all brokers. */
	static void awaitUp(Members members, int count) throws InterruptedException {
		long deadline = System.nanoTime() + START.toNanos();
		while (!members.allUp(count)) {
			if (System.nanoTime() > deadline) {
				throw new BenchFailure("Not all brokers answered within " + START.toSeconds() + " s.");
			}
			Thread.sleep(50);
		}
	}

	/** Waits until all that was accepted is handled, or nothing moves any more. */
	static long awaitAll(Ledger ledger) throws InterruptedException {
		long missing = ledger.missing();
		long moved = System.nanoTime();
		while (missing > 0 && System.nanoTime() - moved < STALLED.toNanos()) {
			Thread.sleep(50);
			long now = ledger.missing();
			moved = (now < missing) ? System.nanoTime() : moved;
			missing = now;
		}
		return missing;
	}

}
