package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.producercontrolflow.FlowDecision.Kind;

/**
 * Compares a channel with its water marks and decides what its producers may send. No
 * clock, no broker and no threads: the same code decides live and on simulated traces.
 * <p>
 * A throttle begins at high water, or as soon as the depth, growing as it does, would be
 * there in two intervals. While it lasts, all producers together may send what consumers
 * take, and a bit more or less, so that the depth comes to halfway between the marks: a
 * proportional controller. The rate is lowered at once and raised slowly. {@link Relief}
 * tells when the throttle ends.
 * <p>
 * Beside a supervisor it lets that scale first: no throttle while there may be more
 * consumers, unless they do not come in time, or the depth is high and would soon be a
 * quarter above. Not for use by several threads.
 *
 * @see <a href="https://doi.org/10.1016/0169-7552(89)90019-6">Chiu and Jain: Analysis of
 * the Increase and Decrease Algorithms for Congestion Avoidance in Computer Networks</a>
 */
public final class FlowController {

	/** A change of less than this part of the rate is not worth a decision. */
	private static final double DEAD_BAND = 0.02;

	private static final int LOOK_AHEAD_INTERVALS = 2;

	/** Long enough to see several announcements, short enough to follow consumers. */
	private static final Duration RATE_WINDOW = Duration.ofSeconds(2);

	private final FlowSettings settings;

	private final ConsumingRate consumingRate = new ConsumingRate(RATE_WINDOW);

	private final Relief relief;

	/** What all producers may send; null: unthrottled. */
	private @Nullable Double permitted;

	private @Nullable Double perWeight;

	private @Nullable FlowObservation before;

	private @Nullable Long shortOfConsumersSince;

	/** Starts unthrottled. */
	public FlowController(FlowSettings settings) {
		this.settings = settings;
		this.relief = new Relief(settings);
	}

	/**
	 * Decides.
	 * @param seen what is known; not older than what was seen before
	 * @return what holds from now on
	 */
	public FlowDecision decide(FlowObservation seen) {
		if (seen.depth() == null) {
			// Better to keep what was right a moment ago than to guess.
			return unchanged(0, "the depth is not known");
		}
		long depth = seen.depth();
		double consuming = this.consumingRate.measure(seen.nanos(), depth, seen.published(), seen.ackedPerSecond());
		double growth = growth(seen, depth);
		FlowDecision decision = (this.permitted == null) ? whileFree(seen, depth, consuming, growth)
				: whileThrottled(seen, depth, consuming, this.permitted);
		this.before = seen;
		return decision;
	}

	/** Orders a second by which the depth grows, 0 where that is not known. */
	private double growth(FlowObservation seen, long depth) {
		FlowObservation last = this.before;
		if (last == null || last.depth() == null || seen.nanos() <= last.nanos()) {
			return 0;
		}
		return (depth - last.depth()) / ((seen.nanos() - last.nanos()) / 1e9);
	}

	private FlowDecision whileFree(FlowObservation seen, long depth, double consuming, double growth) {
		double soon = depth + growth * LOOK_AHEAD_INTERVALS * FlowSettings.seconds(this.settings.interval());
		boolean high = depth >= this.settings.highWater();
		boolean farTooHigh = high && soon >= this.settings.ceiling();
		boolean soonHigh = depth >= this.settings.lowWater() && soon >= this.settings.highWater();
		if (!high && !soonHigh) {
			this.shortOfConsumersSince = null;
			return unchanged(consuming, "depth " + depth + " is below high water");
		}
		ConsumerScale scale = seen.scale();
		if (scale == null || !scale.canGrow()) {
			this.shortOfConsumersSince = null;
		}
		else if (!waitedForConsumers(seen.nanos()) && !farTooHigh) {
			return unchanged(consuming, "depth %d is high, but there may be %d consumers and are %d: scale first"
				.formatted(depth, scale.cap(), scale.consumers()));
		}
		this.relief.begin();
		String reason = high ? "depth %d has reached high water %d".formatted(depth, this.settings.highWater())
				: "depth %d grows by %s a second".formatted(depth, rounded(growth));
		return permit(seen, aim(depth, consuming), consuming, reason);
	}

	private boolean waitedForConsumers(long nanos) {
		if (this.shortOfConsumersSince == null) {
			this.shortOfConsumersSince = nanos;
		}
		return nanos - this.shortOfConsumersSince >= this.settings.scalingPatience().toNanos();
	}

	private FlowDecision whileThrottled(FlowObservation seen, long depth, double consuming, double current) {
		if (this.relief.isOver(seen, depth, consuming, current)) {
			return release(consuming, "depth %d, and the %s a second that are offered fit".formatted(depth,
					rounded(seen.offeredPerSecond())));
		}
		ConsumerScale scale = seen.scale();
		if (scale != null && scale.canGrow() && this.shortOfConsumersSince == null
				&& depth < this.settings.highWater()) {
			return release(consuming,
					"there may be %d consumers and are %d: scale first".formatted(scale.cap(), scale.consumers()));
		}
		double aim = aim(depth, consuming);
		double rise = Math.max(consuming, 1) * FlowSettings.seconds(sinceBefore(seen))
				/ FlowSettings.seconds(this.settings.raiseTime());
		return permit(seen, Math.min(aim, current + rise), consuming,
				"depth %d, consumers take %s a second".formatted(depth, rounded(consuming)));
	}

	private Duration sinceBefore(FlowObservation seen) {
		return (this.before != null) ? Duration.ofNanos(seen.nanos() - this.before.nanos()) : this.settings.interval();
	}

	private double aim(long depth, double consuming) {
		double correction = (this.settings.setPoint() - depth) / FlowSettings.seconds(this.settings.correction());
		return Math.max(0, consuming + correction);
	}

	private FlowDecision permit(FlowObservation seen, double perSecond, double consuming, String reason) {
		Double from = this.permitted;
		double share = Shares.perWeight(perSecond, seen.producers());
		boolean slight = from != null && near(from, perSecond) && this.perWeight != null && near(this.perWeight, share);
		if (slight) {
			return unchanged(consuming, reason);
		}
		this.permitted = perSecond;
		this.perWeight = share;
		Kind kind = (from == null) ? Kind.THROTTLED : (perSecond < from) ? Kind.LOWERED : Kind.RAISED;
		return new FlowDecision(kind, from, perSecond, share, consuming, reason);
	}

	private static boolean near(double one, double other) {
		return Math.abs(one - other) <= DEAD_BAND * one;
	}

	private FlowDecision release(double consuming, String reason) {
		Double from = this.permitted;
		this.permitted = null;
		this.perWeight = null;
		this.shortOfConsumersSince = null;
		return new FlowDecision(Kind.RELEASED, from, null, null, consuming, reason);
	}

	private FlowDecision unchanged(double consuming, String reason) {
		return new FlowDecision(Kind.UNCHANGED, this.permitted, this.permitted, this.perWeight, consuming, reason);
	}

	private static String rounded(double perSecond) {
		return String.format(Locale.ROOT, "%,d", Math.round(perSecond));
	}

}
