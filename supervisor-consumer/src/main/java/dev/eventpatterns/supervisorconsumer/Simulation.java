package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * A queue and its consumers on paper: runs a rule of scaling on a trace, with the rule's
 * own code and without its waiting. First come, first served; each message takes the same
 * time; a consumer that is let go finishes its message first.
 */
public final class Simulation {

	/** Nobody waits longer than this for a queue that is never drained. */
	private static final int LONGEST = 20;

	private final Trace trace;

	private final Duration interval;

	private final double work;

	private final double start;

	private final Deque<Double> queue = new ArrayDeque<>();

	private final PriorityQueue<Double> ends = new PriorityQueue<>();

	private final PriorityQueue<Double> starts = new PriorityQueue<>();

	private final List<Course.Message> messages = new ArrayList<>();

	private final List<Course.Moment> moments = new ArrayList<>();

	private final ArrivalRate rate = new ArrivalRate();

	private int idle;

	private int leaving;

	private int arrived;

	private int arrivedBefore;

	/**
	 * Prepares to run once.
	 * @param trace the load
	 * @param interval how often is decided
	 * @param work how long a message takes
	 * @param start how long a consumer takes to start
	 */
	public Simulation(Trace trace, Duration interval, Duration work, Duration start) {
		this.trace = trace;
		this.interval = interval;
		this.work = work.toNanos() / 1e9;
		this.start = start.toNanos() / 1e9;
	}

	/**
	 * Runs until all is served.
	 * @param consumers how many there are at the beginning
	 * @param rule decides, once each interval
	 * @return what became of the load
	 */
	public Course run(int consumers, Function<Observation, Decision> rule) {
		this.idle = consumers;
		double step = this.interval.toNanos() / 1e9;
		double end = this.trace.duration().toNanos() / 1e9;
		note(0);
		double now = 0;
		for (int tick = 1; now < end || (depth() > 0 && now < LONGEST * end); tick++) {
			now = tick * step;
			advance(now);
			follow(rule.apply(observe(now, step)), now);
			note(now);
		}
		return new Course(this.messages, this.moments, Math.max(now, end));
	}

	private void advance(double until) {
		for (double next = next(); next <= until; next = next()) {
			if (!this.starts.isEmpty() && this.starts.peek() <= next) {
				this.starts.remove();
				this.idle++;
				note(next);
			}
			else if (!this.ends.isEmpty() && this.ends.peek() <= next) {
				ended(next);
			}
			else {
				this.queue.addLast(this.trace.arrivals()[this.arrived++]);
			}
			serve(next);
		}
	}

	private double next() {
		double arrival = (this.arrived < this.trace.arrivals().length) ? this.trace.arrivals()[this.arrived]
				: Double.POSITIVE_INFINITY;
		double ended = this.ends.isEmpty() ? Double.POSITIVE_INFINITY : this.ends.peek();
		double started = this.starts.isEmpty() ? Double.POSITIVE_INFINITY : this.starts.peek();
		return Math.min(arrival, Math.min(ended, started));
	}

	private void ended(double now) {
		this.ends.remove();
		if (this.leaving > 0) {
			this.leaving--;
			note(now);
		}
		else {
			this.idle++;
		}
	}

	private void serve(double now) {
		while (this.idle > 0 && !this.queue.isEmpty()) {
			this.idle--;
			double since = this.queue.removeFirst();
			this.ends.add(now + this.work);
			this.messages.add(new Course.Message(since, now + this.work - since));
		}
	}

	private Observation observe(double now, double step) {
		this.rate.add(this.arrived - this.arrivedBefore, step);
		this.arrivedBefore = this.arrived;
		Instant at = Instant.EPOCH.plusNanos((long) (now * 1e9));
		return new Observation(at, at, (long) this.queue.size(), (long) this.ends.size(), this.rate.perSecond(),
				Duration.ofNanos((long) (this.work * 1e9)), target(), 0);
	}

	private void follow(Decision decision, double now) {
		int more = decision.to() - target();
		for (; more > 0 && this.leaving > 0; more--) {
			this.leaving--;
		}
		for (; more > 0; more--) {
			this.starts.add(now + this.start);
		}
		for (; more < 0 && this.idle > 0; more++) {
			this.idle--;
		}
		this.leaving -= more;
	}

	private int target() {
		return this.idle + this.ends.size() + this.starts.size() - this.leaving;
	}

	private long depth() {
		return this.queue.size() + this.ends.size();
	}

	private void note(double now) {
		this.moments.add(new Course.Moment(now, depth(), this.idle + this.ends.size()));
	}

}
