package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TokensInheritanceStrategy;

/**
 * Lets orders pass at a rate that can be changed at any moment, also while somebody
 * waits: a token bucket that holds a twentieth of a second, so that a pause is not
 * followed by a burst. One thread takes, any may change the rate.
 *
 * @see <a href="https://bucket4j.com">Bucket4j</a>
 */
public final class Pacer {

	/** No rate is higher. */
	public static final double MAX_PER_SECOND = 1e6;

	private static final double BURST_SECONDS = 0.05;

	/** Rates are kept to a thousandth of an order a second. */
	private static final int FRACTIONS = 1_000;

	private final Bucket bucket;

	private double perSecond;

	/**
	 * Starts at a rate.
	 * @param perSecond orders a second, 0 to {@link #MAX_PER_SECOND}
	 */
	public Pacer(double perSecond) {
		this.perSecond = perSecond;
		this.bucket = Bucket.builder().addLimit(bandwidth(perSecond)).build();
	}

	private static Bandwidth bandwidth(double perSecond) {
		long tokens = Math.max(1, Math.round(perSecond * FRACTIONS));
		long burst = Math.max(1, Math.round(perSecond * BURST_SECONDS));
		return Bandwidth.builder()
			.capacity(burst)
			.refillGreedy(tokens, Duration.ofSeconds(FRACTIONS))
			.initialTokens(1)
			.build();
	}

	/**
	 * Changes the rate, for those who wait too.
	 * @param perSecond orders a second, 0 (nothing passes) to {@link #MAX_PER_SECOND}
	 */
	public synchronized void rate(double perSecond) {
		if (perSecond != this.perSecond) {
			this.perSecond = perSecond;
			this.bucket.replaceConfiguration(BucketConfiguration.builder().addLimit(bandwidth(perSecond)).build(),
					TokensInheritanceStrategy.AS_IS);
			notifyAll();
		}
	}

	/**
	 * Waits until an order may pass.
	 * @param most how many orders there are, at least 1
	 * @param patience how long to wait for the first
	 * @return how many may pass now, 0 if the patience is over
	 * @throws InterruptedException if interrupted while waiting
	 */
	public synchronized int acquire(int most, Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			long wait = deadline - System.nanoTime();
			if (this.perSecond > 0) {
				int passing = (int) this.bucket.tryConsumeAsMuchAsPossible(most);
				if (passing > 0) {
					return passing;
				}
				ConsumptionProbe probe = this.bucket.tryConsumeAndReturnRemaining(1);
				if (probe.isConsumed()) {
					return 1;
				}
				wait = Math.min(wait, probe.getNanosToWaitForRefill());
			}
			if (deadline - System.nanoTime() <= 0) {
				return 0;
			}
			// A nanosecond too early would only mean another round.
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(wait, 1_000));
		}
	}

}
