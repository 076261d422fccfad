package dev.eventpatterns.benchmarks.flow;

import java.io.IOException;
import java.time.Duration;

import com.rabbitmq.client.Channel;

import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Progress;

/** One run: ten times too much for a while, then little, then nothing. */
final class Overload {

	static final int PRODUCERS = 3;

	static final int HIGH_WATER = 1_000;

	/** Ten times the 200 a second that the consumers take, all producers together. */
	static final double OFFERED_PER_PRODUCER = 2_000.0 / PRODUCERS;

	private static final double AFTERWARDS_PER_PRODUCER = 40.0 / PRODUCERS;

	private static final Duration LOOK = Duration.ofMillis(50);

	/** Whoever is not back by then is not back. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

	private static final Duration STALLED = Duration.ofSeconds(30);

	private final Channel channel;

	private final String queue;

	private final SetUp setUp;

	private final Workers workers;

	private final Callers callers;

	private final Progress progress;

	private long deepest;

	private long reactedAt;

	private long busyAtReaction;

	private long[] acceptedAtReaction = new long[PRODUCERS];

	Overload(Channel channel, String queue, SetUp setUp, Workers workers, Callers callers, Progress progress) {
		this.channel = channel;
		this.queue = queue;
		this.setUp = setUp;
		this.workers = workers;
		this.callers = callers;
		this.progress = progress;
	}

	Outcome play(Duration lasting) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		this.reactedAt = begun;
		this.callers.offer(OFFERED_PER_PRODUCER);
		boolean reacted = false;
		while (System.nanoTime() - begun < lasting.toNanos()) {
			long depth = look();
			// Without any reaction, what counts is the time when there should have been
			// one.
			if (!reacted && (this.setUp.holdsBack() || depth > 2 * HIGH_WATER)) {
				reacted = true;
				noteReaction();
			}
			this.deepest = Math.max(this.deepest, depth);
			this.progress.show(Figures.count(depth) + " deep");
		}
		long ended = System.nanoTime();
		long handled = this.workers.handledCount();
		double idle = 1 - (double) (this.workers.busyNanos() - this.busyAtReaction)
				/ (Workers.COUNT * Math.max(1, ended - this.reactedAt));
		long[] shares = this.callers.acceptedByProducer();
		for (int i = 0; i < shares.length; i++) {
			shares[i] -= this.acceptedAtReaction[i];
		}
		double back = backToFull(ended);
		return new Outcome(handled, Duration.ofNanos(ended - begun), (double) this.deepest / HIGH_WATER,
				100 * Math.max(0, idle), 100 * (1 - Outcome.fairness(shares)), back, lost());
	}

	private void noteReaction() {
		this.reactedAt = System.nanoTime();
		this.busyAtReaction = this.workers.busyNanos();
		this.acceptedAtReaction = this.callers.acceptedByProducer();
		this.deepest = 0;
	}

	private double backToFull(long ended) throws IOException, InterruptedException {
		this.callers.offer(AFTERWARDS_PER_PRODUCER);
		while (System.nanoTime() - ended < LONGEST_WAIT.toNanos()) {
			long depth = look();
			if (!this.setUp.holdsBack() && depth < HIGH_WATER) {
				break;
			}
		}
		return (System.nanoTime() - ended) / 1e9;
	}

	private long look() throws IOException, InterruptedException {
		Thread.sleep(LOOK.toMillis());
		long depth = this.channel.messageCount(this.queue);
		this.setUp.tend(depth);
		return depth;
	}

	/** Lets all that is on its way arrive, and compares. */
	private long lost() throws InterruptedException {
		this.workers.hurry();
		this.callers.close();
		long missing = missing();
		long moved = System.nanoTime();
		while (missing > 0 && System.nanoTime() - moved < STALLED.toNanos()) {
			Thread.sleep(LOOK.toMillis());
			long now = missing();
			moved = (now < missing) ? System.nanoTime() : moved;
			missing = now;
			this.progress.show(Figures.count(missing) + " to be counted");
		}
		return missing;
	}

	private long missing() {
		return this.callers.accepted().stream().filter((id) -> !this.workers.handled().contains(id)).count();
	}

}
