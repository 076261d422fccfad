package dev.eventpatterns.blueprint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.Heartbeat;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.supervisorconsumer.Scaler;
import dev.eventpatterns.supervisorconsumer.Supervision;
import dev.eventpatterns.supervisorconsumer.WorkReport;
import dev.eventpatterns.threaddelegate.DelegateCrew;

/**
 * Puts the supervisor's decisions and the dispatcher's delegates together: to the
 * supervisor, a delegate is a consumer, and what waits in memory for one counts as what
 * waits in the queue. What nobody can handle now, because its account is held, does not
 * count: more delegates would not help. Not for use by several threads.
 */
public final class DelegateSupervision {

	private static final String THESE = "delegates";

	private final String queue;

	private final DelegateCrew crew;

	private final Scalers scalers;

	private final Supervision supervision;

	private int cap;

	private int allowed;

	private long plans;

	/**
	 * Begins to supervise.
	 * @param queue the queue that the delegates' orders come from
	 * @param crew the delegates
	 * @param scalers makes what decides
	 * @param cap the most delegates there may be
	 */
	public DelegateSupervision(String queue, DelegateCrew crew, Scalers scalers, int cap) {
		this.queue = queue;
		this.crew = crew;
		this.scalers = scalers;
		this.cap = cap;
		this.allowed = crew.size();
		this.supervision = new Supervision(scaler(), cap);
	}

	private IntFunction<Scaler> scaler() {
		int most = this.cap;
		return (delegates) -> this.scalers.with(Math.min(delegates, most), most);
	}

	/**
	 * Decides how many delegates there are to be, and sees to it.
	 * @param at when
	 * @param sample how the queue is, null if nothing is known of it
	 */
	public Plan.ChannelPlan decide(Instant at, @Nullable ChannelSample sample) {
		WorkReport work = new WorkReport(this.crew.size(), this.allowed, this.crew.busy(), 0, this.crew.completed(),
				this.crew.workedNanos());
		Heartbeat beat = new Heartbeat(THESE, this.plans++, false, Map.of(this.queue, work));
		Plan.ChannelPlan plan = this.supervision.decide(this.queue, this.plans, at, depth(sample), List.of(beat));
		int to = plan.decision().to();
		if (to != this.allowed) {
			this.allowed = to;
			this.crew.resize(to);
		}
		return plan;
	}

	private Supervision.@Nullable Depth depth(@Nullable ChannelSample sample) {
		if (sample == null) {
			return null;
		}
		Long ready = sample.messagesReady();
		return new Supervision.Depth((ready != null) ? ready + this.crew.waiting() : null, null, sample.sampledAt());
	}

	/**
	 * Changes how many delegates there may be. If there are more, they go at once, each
	 * when it has finished its order.
	 * @param most the most there may be, at least 1
	 * @param reason why
	 * @param at when
	 * @return the decision that follows from it, null if none does
	 */
	public @Nullable Decision limit(int most, String reason, Instant at) {
		this.cap = most;
		this.supervision.rebound(scaler(), most);
		int before = this.allowed;
		if (before <= most) {
			return null;
		}
		this.allowed = most;
		this.crew.resize(most);
		return new Decision(Decision.Kind.SCALE_DOWN, before, most, reason, at);
	}

	/** The most delegates there may be. */
	public int cap() {
		return this.cap;
	}

	/** How many delegates there are to be. */
	public int target() {
		return this.allowed;
	}

	/** Makes what decides on the number of consumers. */
	@FunctionalInterface
	public interface Scalers {

		/**
		 * Makes it.
		 * @param consumers how many there are
		 * @param cap how many there may be
		 */
		Scaler with(int consumers, int cap);

	}

}
