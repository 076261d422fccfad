package dev.eventpatterns.producercontrolflow;

import org.jspecify.annotations.Nullable;

/**
 * Tells when an overload is over, so that nobody need be held back: when for a while
 * <ul>
 * <li>the depth was below low water, and what producers want to send, their backlogs
 * within a second included, is no more than they are permitted; or
 * <li>what is offered was clearly less than what consumers take, the room up to high
 * water would hold all backlogs at once, and the backlogs get shorter. A backlog that
 * stays as it is belongs to callers who send as fast as they may.
 * </ul>
 * Not for use by several threads.
 */
final class Relief {

	private static final double CLEARLY_LESS = 0.9;

	/** By what part the backlogs must have shrunk in the meantime. */
	private static final double SHRUNK = 0.75;

	private final FlowSettings settings;

	private @Nullable Long lowSince;

	private @Nullable Long easySince;

	private int backlogThen;

	Relief(FlowSettings settings) {
		this.settings = settings;
	}

	/** A throttle begins. */
	void begin() {
		this.lowSince = null;
		this.easySince = null;
	}

	/**
	 * Tells whether the throttle may end.
	 * @param seen what is known
	 * @param depth orders in the queue
	 * @param consuming orders a second that consumers take
	 * @param permitted orders a second that producers may send
	 */
	boolean isOver(FlowObservation seen, long depth, double consuming, double permitted) {
		return low(seen, depth) && seen.demandPerSecond() <= permitted || easy(seen, depth, consuming);
	}

	private boolean low(FlowObservation seen, long depth) {
		if (depth >= this.settings.lowWater()) {
			this.lowSince = null;
			return false;
		}
		if (this.lowSince == null) {
			this.lowSince = seen.nanos();
		}
		return lasted(seen, this.lowSince);
	}

	private boolean easy(FlowObservation seen, long depth, double consuming) {
		boolean easy = !seen.producers().isEmpty() && seen.offeredPerSecond() <= CLEARLY_LESS * consuming
				&& depth + seen.backlog() <= this.settings.highWater();
		if (!easy) {
			this.easySince = null;
			return false;
		}
		if (this.easySince == null) {
			this.easySince = seen.nanos();
			this.backlogThen = seen.backlog();
		}
		if (!lasted(seen, this.easySince)) {
			return false;
		}
		if (seen.backlog() <= SHRUNK * this.backlogThen) {
			return true;
		}
		this.easySince = seen.nanos();
		this.backlogThen = seen.backlog();
		return false;
	}

	private boolean lasted(FlowObservation seen, long since) {
		return seen.nanos() - since >= this.settings.releaseAfter().toNanos();
	}

}
