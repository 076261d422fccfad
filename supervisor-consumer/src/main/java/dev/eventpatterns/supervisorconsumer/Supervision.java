package dev.eventpatterns.supervisorconsumer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * A leader's view of one queue: what it has seen, what it has decided, and how many
 * consumers each instance may have by now. Not safe for use by several threads.
 */
public final class Supervision {

	private IntFunction<Scaler> scalers;

	private int cap;

	private final Flow flow = new Flow();

	/** The most consumers that each instance may have, as long as it has not told. */
	private final Map<String, Integer> mayHave = new HashMap<>();

	private @Nullable Scaler scaler;

	private long lastPlan;

	/**
	 * Begins without having seen anything.
	 * @param scalers makes what decides, from the number of consumers at the beginning
	 * @param cap the most consumers of all instances together
	 */
	public Supervision(IntFunction<Scaler> scalers, int cap) {
		this.scalers = scalers;
		this.cap = cap;
	}

	/**
	 * Goes by other bounds from the next decision on, with what it has seen so far.
	 * @param scalers makes what decides, from the number of consumers at that time
	 * @param cap the most consumers of all instances together
	 */
	public void rebound(IntFunction<Scaler> scalers, int cap) {
		this.scalers = scalers;
		this.cap = cap;
		this.scaler = null;
	}

	/**
	 * Decides, and divides what it has decided.
	 * @param queue its name
	 * @param plan the number of the plan that this becomes part of
	 * @param at when
	 * @param depth what was last seen of the queue, null if nothing was
	 * @param beats what the instances that are alive have last told
	 */
	public Plan.ChannelPlan decide(String queue, long plan, Instant at, @Nullable Depth depth, List<Heartbeat> beats) {
		Map<String, WorkReport> reports = reports(queue, beats);
		Observation seen = observe(at, depth, reports);
		Scaler scaler = this.scaler;
		if (scaler == null) {
			scaler = this.scalers.apply(seen.consumers());
			this.scaler = scaler;
		}
		Decision decision = scaler.decide(seen);
		List<Allotment.Instance> instances = new ArrayList<>();
		reports.forEach((name, report) -> instances.add(new Allotment.Instance(name, mayHave(name))));
		int known = instances.stream().mapToInt(Allotment.Instance::mayHave).sum();
		int strangers = (depth != null && depth.consumers() != null) ? Math.max(0, depth.consumers() - known) : 0;
		Map<String, Integer> shares = Allotment.divide(decision.to(), this.cap, strangers, instances);
		shares.forEach((name, share) -> this.mayHave.merge(name, share, Math::max));
		this.lastPlan = plan;
		return new Plan.ChannelPlan(decision, shares, seen);
	}

	private Map<String, WorkReport> reports(String queue, List<Heartbeat> beats) {
		Map<String, WorkReport> reports = new HashMap<>();
		for (Heartbeat beat : beats) {
			WorkReport report = beat.work().get(queue);
			if (report != null) {
				reports.put(beat.instance(), report);
				int has = Math.max(report.running(), report.allowed());
				boolean upToDate = beat.plan() >= this.lastPlan;
				this.mayHave.merge(beat.instance(), has, (before, now) -> upToDate ? now : Math.max(before, now));
			}
		}
		this.mayHave.keySet().retainAll(reports.keySet());
		return reports;
	}

	private int mayHave(String instance) {
		return this.mayHave.getOrDefault(instance, 0);
	}

	private Observation observe(Instant at, @Nullable Depth depth, Map<String, WorkReport> reports) {
		Long ready = (depth != null) ? depth.ready() : null;
		if (ready != null && depth != null) {
			this.flow.add(depth.sampledAt(), ready, reports);
		}
		else {
			this.flow.interrupt();
		}
		long busy = reports.values().stream().mapToLong(WorkReport::busy).sum();
		int running = reports.values().stream().mapToInt(WorkReport::running).sum();
		int hanging = reports.values().stream().mapToInt(WorkReport::hanging).sum();
		return new Observation(at, (depth != null) ? depth.sampledAt() : null, ready, busy, this.flow.arrivalRate(),
				this.flow.serviceTime(), running, hanging);
	}

	/**
	 * What was seen of a queue.
	 *
	 * @param ready messages that waited, null if unknown
	 * @param consumers consumers at the queue, whosever they are; null if unknown
	 * @param sampledAt when
	 */
	public record Depth(@Nullable Long ready, @Nullable Integer consumers, Instant sampledAt) {
	}

}
