package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Turns what a policy says is needed into how many consumers there are to be.
 * <ul>
 * <li>More at once, since somebody waits.</li>
 * <li>Fewer only when so many were not needed for the whole of the keep-alive, in steps,
 * and not for the sake of a few: so a wave does not make consumers come and go.</li>
 * <li>A consumer that is busy, now or on average, is needed, whatever the policy
 * says.</li>
 * <li>Where the figures are unknown or too old: as many as before.</li>
 * <li>A consumer that hangs is replaced, for as long as the bounds allow.</li>
 * </ul>
 * Not safe for use by several threads.
 */
public final class Scaler {

	/** At most this share of the consumers goes at once. */
	private static final double STEP = 0.5;

	/** A surplus of less than this share is no reason to let anybody go. */
	private static final double TOLERANCE = 0.1;

	/** How many roots of the busy consumers are kept beside them. */
	private static final double SPARE = 0.5;

	private final ScalingPolicy policy;

	private final Bounds bounds;

	private final Deque<Needed> window = new ArrayDeque<>();

	private int target;

	private @Nullable Instant begun;

	/**
	 * Begins with what there is.
	 * @param policy says what is needed
	 * @param bounds what the numbers are kept within
	 * @param consumers how many consumers there are already
	 */
	public Scaler(ScalingPolicy policy, Bounds bounds, int consumers) {
		this.policy = policy;
		this.bounds = bounds;
		this.target = bounds.limit(consumers);
	}

	/** Decides. Call it once each interval. */
	public Decision decide(Observation seen) {
		if (this.begun == null) {
			this.begun = seen.at();
		}
		String missing = whatIsMissing(seen);
		if (missing != null) {
			return hold(seen, missing);
		}
		Need need = this.policy.need(seen);
		if (!need.known()) {
			return hold(seen, need.reason());
		}
		int wanted = this.bounds.limit((long) need.consumers() + seen.hanging());
		remember(seen.at(), Math.max(wanted, this.bounds.limit(busy(seen))));
		if (wanted > this.target) {
			return turn(Decision.Kind.SCALE_UP, wanted, need.reason(), seen.at());
		}
		return lower(seen, need);
	}

	/** Who is busy at this moment, or on average if that is more, with some to spare. */
	private static long busy(Observation seen) {
		long inHand = (seen.unacked() != null) ? seen.unacked() : 0;
		Double load = seen.load();
		return (load != null) ? Math.max(inHand, (long) Math.ceil(load + SPARE * Math.sqrt(load))) : inHand;
	}

	private @Nullable String whatIsMissing(Observation seen) {
		if (seen.ready() == null || seen.sampledAt() == null) {
			return "the channel's depth is unknown";
		}
		Duration age = Duration.between(seen.sampledAt(), seen.at());
		return (age.compareTo(this.bounds.staleAfter()) > 0)
				? String.format(Locale.ROOT, "the channel was last seen %.1f s ago", age.toMillis() / 1e3) : null;
	}

	/** Nobody knows what was needed meanwhile, so the keep-alive begins anew. */
	private Decision hold(Observation seen, String reason) {
		int kept = Math.max(this.target, this.bounds.least());
		this.begun = seen.at();
		return turn(Decision.Kind.HOLD, kept, reason, seen.at());
	}

	private void remember(Instant at, int needed) {
		while (!this.window.isEmpty() && this.window.getLast().consumers <= needed) {
			this.window.removeLast();
		}
		this.window.addLast(new Needed(at, needed));
		while (this.window.getFirst().at.isBefore(at.minus(this.bounds.keepAlive()))) {
			this.window.removeFirst();
		}
	}

	private Decision lower(Observation seen, Need need) {
		int lately = this.window.getFirst().consumers;
		int surplus = this.target - lately;
		boolean waited = this.begun == null
				|| !Duration.between(this.begun, seen.at()).minus(this.bounds.keepAlive()).isNegative();
		if (surplus <= 0 || !waited || surplus < this.target * TOLERANCE) {
			return turn(Decision.Kind.KEEP, this.target, need.reason(), seen.at());
		}
		int step = Math.max(1, (int) Math.ceil(this.target * STEP));
		int lower = Math.max(lately, this.target - step);
		return turn(Decision.Kind.SCALE_DOWN, lower,
				String.format(Locale.ROOT, "no more than %d were needed for %.1f s; now %s", lately,
						this.bounds.keepAlive().toMillis() / 1e3, need.reason()),
				seen.at());
	}

	private Decision turn(Decision.Kind kind, int to, String reason, Instant at) {
		Decision decision = new Decision(kind, this.target, to, reason, at);
		this.target = to;
		return decision;
	}

	private record Needed(Instant at, int consumers) {
	}

	/**
	 * What the numbers are kept within.
	 *
	 * @param least the fewest consumers, at least 0
	 * @param most the most consumers, at least 1 and not below the fewest
	 * @param keepAlive for how long a consumer is not needed before it goes
	 * @param staleAfter from which age on what was seen does not count any more
	 */
	public record Bounds(int least, int most, Duration keepAlive, Duration staleAfter) {

		int limit(long consumers) {
			return (int) Math.max(this.least, Math.min(consumers, this.most));
		}

	}

}
