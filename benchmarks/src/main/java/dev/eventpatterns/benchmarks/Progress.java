package dev.eventpatterns.benchmarks;

import java.io.PrintStream;
import java.time.Duration;

/**
 * What the user sees while a benchmark runs: lines that stay, and below them one that is
 * written over and over. Where the output is no terminal, that one becomes a plain line
 * now and then.
 */
public final class Progress {

	static final int WIDTH = 80;

	private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);

	private final PrintStream out;

	private final boolean live;

	private final TimeLeft timeLeft = new TimeLeft();

	private String step = "";

	private long stepBegan = System.nanoTime();

	private long lastShown = System.nanoTime();

	private boolean muted;

	Progress(PrintStream out, boolean live) {
		this.out = out;
		this.live = live;
	}

	/** For an output that is no terminal. */
	public static Progress plain(PrintStream out) {
		return new Progress(out, false);
	}

	/** The estimate that is shown. */
	public TimeLeft timeLeft() {
		return this.timeLeft;
	}

	/**
	 * Writes a line that stays.
	 * @param line the line
	 */
	public synchronized void say(String line) {
		if (!this.muted) {
			erase();
			this.out.println(line);
			this.out.flush();
		}
	}

	/**
	 * Begins a step.
	 * @param name what is done now
	 */
	public synchronized void begin(String name) {
		this.step = name;
		this.stepBegan = System.nanoTime();
		show("");
	}

	/**
	 * Ends the step.
	 * @param kind as which it was expected
	 */
	public synchronized void end(String kind) {
		this.timeLeft.done(kind, sinceBegan());
	}

	/**
	 * Shows how far the step is.
	 * @param how in a few words
	 */
	public synchronized void show(String how) {
		long interval = this.live ? Duration.ofMillis(200).toNanos() : PLAIN_INTERVAL.toNanos();
		boolean due = System.nanoTime() - this.lastShown >= interval;
		if (this.muted || !due && !(this.live && how.isEmpty())) {
			return;
		}
		this.lastShown = System.nanoTime();
		Duration left = this.timeLeft.estimate(sinceBegan());
		String line = "%s  %s%s".formatted(this.step, how, left.isZero() ? "" : "  " + Figures.left(left));
		String cut = (line.length() < WIDTH) ? line : line.substring(0, WIDTH - 1);
		if (this.live) {
			erase();
			this.out.print(cut);
		}
		else {
			this.out.println(cut);
		}
		this.out.flush();
	}

	/**
	 * Writes a last line, and nothing ever after.
	 * @param line the line
	 */
	synchronized void sayLast(String line) {
		say(line);
		this.muted = true;
	}

	synchronized boolean muted() {
		return this.muted;
	}

	private Duration sinceBegan() {
		return Duration.ofNanos(System.nanoTime() - this.stepBegan);
	}

	private void erase() {
		if (this.live) {
			this.out.print("\r" + " ".repeat(WIDTH - 1) + "\r");
		}
	}

}
