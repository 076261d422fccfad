package dev.eventpatterns.demo.blueprint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.Terminal;

/** Plays the phases one after the other, each until the system is well again. */
final class Scenario {

	private static final double USUAL = 60;

	private static final Duration LOOK = Duration.ofMillis(100);

	/** As long must it be well: a single look proves nothing. */
	private static final Duration STEADY = Duration.ofMillis(700);

	/** Longer than healing may take, so that one sees how much too long it was. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Outage outage;

	private final Exchange exchange;

	private final Callers callers;

	private final Poison poison;

	private final Watch watch;

	private final Ears ears;

	private final Accepted accepted;

	private final Completions completions;

	private final double scale;

	private final Terminal terminal;

	private final long begunAt = System.currentTimeMillis();

	/**
	 * Prepares.
	 * @param scale how long the phases' troubles last, 1 for the usual time
	 */
	Scenario(Outage outage, Exchange exchange, Callers callers, Poison poison, Watch watch, Ears ears,
			Accepted accepted, Completions completions, double scale, Terminal terminal) {
		this.outage = outage;
		this.exchange = exchange;
		this.callers = callers;
		this.poison = poison;
		this.watch = watch;
		this.ears = ears;
		this.accepted = accepted;
		this.completions = completions;
		this.scale = scale;
		this.terminal = terminal;
	}

	/** Plays all phases. */
	List<PhaseResult> play() throws InterruptedException {
		this.callers.offer(USUAL, 0);
		List<PhaseResult> results = new ArrayList<>();
		for (Phase phase : Phase.values()) {
			results.add(play(phase));
		}
		return results;
	}

	private PhaseResult play(Phase phase) throws InterruptedException {
		this.terminal.step(phase.label() + ": " + phase.trouble());
		double begun = this.watch.second();
		trouble(phase);
		double ended = this.watch.second();
		double healed = awaitHealed(ended);
		int patients = this.poison.patients().size();
		treat();
		double over = this.watch.second();
		List<Moment> moments = this.watch.moments()
			.stream()
			.filter((moment) -> moment.second() >= begun && moment.second() <= over)
			.toList();
		return new PhaseResult(phase, begun, ended, healed, patients, moments, told(begun, over),
				ResponseTimes.between(millis(begun), millis(ended), this.accepted, this.completions));
	}

	private void trouble(Phase phase) throws InterruptedException {
		switch (phase) {
			case QUIET -> last(4);
			case SURGE -> offer(600, 0, 5);
			case HOT -> offer(USUAL, 150, 4);
			case POISON -> {
				this.poison.spread();
				last(3);
			}
			case OUTAGE -> this.outage.strike();
			case COSTLY -> {
				this.exchange.limit(3);
				offer(450, 0, 5);
			}
		}
	}

	private void offer(double perSecond, double hotPerSecond, double seconds) throws InterruptedException {
		this.callers.offer(perSecond, hotPerSecond);
		last(seconds);
		this.callers.offer(USUAL, 0);
	}

	private void last(double seconds) throws InterruptedException {
		Thread.sleep(Math.round(1_000 * seconds * this.scale));
	}

	/** When it became well, for good. */
	private double awaitHealed(double ended) throws InterruptedException {
		double well = Double.MAX_VALUE;
		while (this.watch.second() < ended + PATIENCE.toSeconds()) {
			Moment now = this.watch.latest();
			boolean isWell = now.second() >= ended && now.well(this.poison.patients().size()) && this.poison.isSpread();
			well = isWell ? Math.min(well, now.second()) : Double.MAX_VALUE;
			if (isWell && this.watch.second() - well >= STEADY.toMillis() / 1e3) {
				return well;
			}
			Thread.sleep(LOOK.toMillis());
		}
		return this.watch.second();
	}

	/** A person releases the accounts that no rule could help: what failed stays. */
	private void treat() throws InterruptedException {
		for (String account : this.poison.patients()) {
			this.exchange.release(account);
		}
		this.poison.treated();
	}

	private List<Told> told(double from, double to) {
		return this.ears.told()
			.stream()
			.filter((told) -> Instant.parse(told.at()).toEpochMilli() >= millis(from)
					&& Instant.parse(told.at()).toEpochMilli() < millis(to))
			.toList();
	}

	private long millis(double second) {
		return this.begunAt + Math.round(1_000 * (second - offset()));
	}

	/** The watch began a moment before this. */
	private double offset() {
		return this.watch.second() - (System.currentTimeMillis() - this.begunAt) / 1e3;
	}

}
