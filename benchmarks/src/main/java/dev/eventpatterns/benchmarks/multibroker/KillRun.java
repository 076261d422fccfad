package dev.eventpatterns.benchmarks.multibroker;

import java.time.Duration;
import java.util.Optional;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Round;

/**
 * Three brokers, half of what they carry, and one of them is killed and comes back. Half,
 * because two of three are to be able to carry it, and accounts that were stuck are to
 * catch up.
 */
final class KillRun {

	static final int BROKERS = 3;

	private static final int VICTIM = 1;

	/** A new queue has to be a few seconds old, or a killed node forgets it. */
	private static final Duration WARM_UP = Duration.ofSeconds(4);

	private static final Duration BEFORE = Duration.ofSeconds(3);

	private static final Duration WITHOUT = Duration.ofSeconds(6);

	private static final Duration WINDOW = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final Bench bench;

	private final HeldBrokers brokers;

	private final String name;

	KillRun(Bench bench, HeldBrokers brokers, String name) {
		this.bench = bench;
		this.brokers = brokers;
		this.name = name;
	}

	Outcome play() throws Exception {
		Ledger ledger = new Ledger().ordered();
		Members members = this.bench.cleanup()
			.add(new Members(this.brokers.uris(BROKERS, this.name), "by-context", ledger));
		LoadRun.awaitUp(members, BROKERS);
		double capacity = capacity(members, ledger);
		long begun = System.nanoTime();
		long countBegun = ledger.count();
		Senders senders = this.bench.cleanup()
			.add(new Senders("S", members, ledger, capacity / 2 / Members.PRODUCERS, Long.MAX_VALUE));
		Thread.sleep(WARM_UP.toMillis());
		double before = rate(ledger, BEFORE);

		this.brokers.kill(VICTIM);
		long killed = System.nanoTime();
		double back = awaitRate(ledger, before * 2 / 3);
		Thread.sleep(Math.max(0, WITHOUT.toMillis() - (System.nanoTime() - killed) / 1_000_000));
		this.brokers.restart(VICTIM);
		LoadRun.awaitUp(members, BROKERS);
		double full = awaitRate(ledger, before * 0.95);

		this.bench.cleanup().close(senders);
		long missing = LoadRun.awaitAll(ledger);
		long handled = ledger.count() - countBegun;
		Duration took = Duration.ofNanos(System.nanoTime() - begun);
		this.bench.cleanup().close(members);
		this.bench.progress()
			.say("  %-16s %s orders/s before; back in %s s, full %s s after its return; lost %d, out of order %d, twice %d"
				.formatted(this.name, Figures.count(before), Figures.decimal(back), Figures.decimal(full), missing,
						ledger.outOfOrder(), ledger.twice()));
		return new Outcome(
				new Round(handled, took,
						(missing == 0) ? Optional.empty() : Optional.of("lost " + missing + " orders")),
				back, full, ledger.outOfOrder(), ledger.twice());
	}

	private double capacity(Members members, Ledger ledger) throws Exception {
		Senders senders = this.bench.cleanup().add(new Senders("WARM", members, ledger, 0, 3_000));
		Thread.sleep(1_000);
		double capacity = rate(ledger, BEFORE);
		this.bench.cleanup().close(senders);
		LoadRun.awaitAll(ledger);
		return capacity;
	}

	private static double rate(Ledger ledger, Duration over) throws InterruptedException {
		long count = ledger.count();
		long begun = System.nanoTime();
		Thread.sleep(over.toMillis());
		return (ledger.count() - count) / ((System.nanoTime() - begun) / 1e9);
	}

	/** Seconds until a window begins in which that many a second are handled. */
	private double awaitRate(Ledger ledger, double perSecond) throws InterruptedException {
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < LONGEST.toNanos()) {
			double since = (System.nanoTime() - begun) / 1e9;
			if (rate(ledger, WINDOW) >= perSecond) {
				return since;
			}
			this.bench.progress().show(Figures.count(ledger.count()) + " handled");
		}
		return LONGEST.toSeconds();
	}

	/**
	 * What came of it.
	 *
	 * @param backSeconds from the kill until two thirds of the rate were back
	 * @param fullSeconds from the broker's return until the whole rate was
	 * @param outOfOrder orders handled after a later one of their account
	 * @param twice orders handled a second time
	 */
	record Outcome(Round round, double backSeconds, double fullSeconds, long outOfOrder, long twice) {
	}

}
