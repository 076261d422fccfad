package dev.eventpatterns.multibroker;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The state machine of one broker, as one producer sees it. It begins as ejected: nothing
 * is sent to a broker that has not answered a probe. No clock, no connection, no threads:
 * whoever watches the broker says what has happened. Not for use by several threads.
 *
 * <pre>
 * EJECTED → PROBING → UP ⇄ SUSPECT
 *    ↑_________|______|_______|        from all: DRAINING → DRAINED, and by resume to UP or EJECTED
 * </pre>
 */
public final class BrokerHealth {

	/** Weight of the newest confirm: about the last ten count. */
	private static final double NEWEST = 0.2;

	/** What is assumed of a broker that has not confirmed anything yet. */
	private static final double FIRST_NANOS = 1_000_000;

	private final String broker;

	private final Consumer<Change> changes;

	private BrokerState state = BrokerState.EJECTED;

	private double latencyNanos = FIRST_NANOS;

	private boolean answers;

	/**
	 * A broker that has not been tried.
	 * @param broker its name
	 * @param changes told about each change of state, by the thread that causes it
	 */
	public BrokerHealth(String broker, Consumer<Change> changes) {
		this.broker = broker;
		this.changes = changes;
	}

	public String broker() {
		return this.broker;
	}

	public BrokerState state() {
		return this.state;
	}

	/** How long the last confirms took: an exponentially weighted moving average. */
	public Duration latency() {
		return Duration.ofNanos((long) this.latencyNanos);
	}

	/** Somebody tries it. */
	public void probing() {
		if (this.state == BrokerState.EJECTED) {
			turn(BrokerState.PROBING, "tries it again");
		}
	}

	/** It has answered a probe. */
	public void opened() {
		this.answers = true;
		this.latencyNanos = FIRST_NANOS;
		if (this.state == BrokerState.PROBING || this.state == BrokerState.EJECTED) {
			turn(BrokerState.UP, "it confirms");
		}
	}

	/** It has confirmed an order. */
	public void confirmed(Duration took) {
		this.latencyNanos += NEWEST * (took.toNanos() - this.latencyNanos);
		if (this.state == BrokerState.SUSPECT) {
			turn(BrokerState.UP, "it confirms again");
		}
	}

	/** A confirm takes long, but not yet too long. */
	public void slow() {
		if (this.state == BrokerState.UP) {
			turn(BrokerState.SUSPECT, "a confirm takes long");
		}
	}

	/** It was lost, or has not confirmed in time, or has refused. */
	public void failed(String reason) {
		this.answers = false;
		if (this.state.takesOrders() || this.state == BrokerState.PROBING) {
			turn(BrokerState.EJECTED, reason);
		}
	}

	/** It is to get no more orders. */
	public void drain() {
		if (this.state != BrokerState.DRAINING && this.state != BrokerState.DRAINED) {
			turn(BrokerState.DRAINING, "somebody asked for it");
		}
	}

	/** It has no orders left. */
	public void emptied() {
		if (this.state == BrokerState.DRAINING) {
			turn(BrokerState.DRAINED, "its queue is empty");
		}
	}

	/** It may get orders again, as soon as it answers. */
	public void resume() {
		if (this.state == BrokerState.DRAINING || this.state == BrokerState.DRAINED) {
			turn(this.answers ? BrokerState.UP : BrokerState.EJECTED, "somebody asked for it back");
		}
	}

	private void turn(BrokerState to, String reason) {
		BrokerState from = this.state;
		this.state = to;
		this.changes.accept(new Change(this.broker, from, to, reason));
	}

	/**
	 * A change of state.
	 *
	 * @param reason why, in words
	 */
	public record Change(String broker, BrokerState from, BrokerState to, String reason) {
	}

}
