package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * As many consumers as serve what waits within a target time, and what arrives meanwhile.
 * <p>
 * With an arrival rate λ and a mean service time S, λ·S consumers are busy on average
 * (Little's law). Arrivals come in no even rhythm, so some more are needed that no queue
 * builds up: a multiple of the root of that number (square-root staffing, Halfin and
 * Whitt 1981). And what waits, R messages, takes R·S / T consumers for the time T.
 */
public final class DrainTimePolicy implements ScalingPolicy {

	/**
	 * How many roots of the busy consumers are kept beside them. At three quarters about
	 * one message in three waits at all, and those on average for less than their work
	 * takes.
	 */
	private static final double HEADROOM = 0.75;

	private final Duration target;

	/**
	 * Creates the policy.
	 * @param target within what time all that waits has to be served, more than 0
	 */
	public DrainTimePolicy(Duration target) {
		this.target = target;
	}

	@Override
	public Need need(Observation observation) {
		Duration serviceTime = observation.serviceTime();
		Double busy = observation.load();
		Long ready = observation.ready();
		if (ready == null || serviceTime == null || busy == null) {
			return unknown(ready, observation.consumers());
		}
		double service = serviceTime.toNanos() / 1e9;
		double backlog = ready * service / (this.target.toNanos() / 1e9);
		double spare = HEADROOM * Math.sqrt(busy);
		return Need.of(busy + spare + backlog,
				String.format(Locale.ROOT, "%.1f arrive a second and take %.1f ms, %d ready to be served in %.1f s",
						busy / service, service * 1e3, ready, this.target.toNanos() / 1e9));
	}

	/** Nobody can be timed where nobody works. */
	private static Need unknown(@Nullable Long ready, int consumers) {
		if (consumers == 0 && ready != null && ready > 0) {
			return new Need(1, "one consumer, to measure how long a message takes");
		}
		return Need.unknown("not known how long a message takes, or how many arrive");
	}

}
