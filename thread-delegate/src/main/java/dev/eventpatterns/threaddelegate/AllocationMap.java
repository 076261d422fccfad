package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.threaddelegate.Allocation.State;

/**
 * Who handles what: the decisions of the dispatcher, without threads. A context runs one
 * event at a time, in order of arrival. Of all events that may run, the oldest runs next.
 * <p>
 * That one rule does three things. No context starves, for an event only gets older. A
 * delegate never idles while some event may run. And a busy account is never late: what
 * it has waiting is older than what others have, so it gets a delegate again as soon as
 * its last event is done, which is what the makespan hangs on.
 * <p>
 * A context is forgotten when its last event is done and it is not held. Not for use by
 * several threads: {@link Dispatcher} guards it.
 *
 * @param <E> the events
 */
public final class AllocationMap<E> implements Holdable<E> {

	private final Map<String, ContextQueue<E>> contexts = new HashMap<>();

	/** Contexts that wait for a delegate, the one with the oldest event first. */
	private final PriorityQueue<ContextQueue<E>> ready = new PriorityQueue<>(
			Comparator.comparingLong((context) -> context.waiting.getFirst().arrival()));

	private long arrivals;

	private int inFlight;

	/** Takes an event in, behind all others of its context. */
	public void add(String name, E event) {
		ContextQueue<E> context = this.contexts.computeIfAbsent(name, ContextQueue::new);
		context.waiting.addLast(new ContextQueue.Waiting<>(this.arrivals++, event));
		this.inFlight++;
		if (context.mayRun() && context.waiting.size() == 1) {
			this.ready.add(context);
		}
	}

	/**
	 * Takes in an event that failed and has come back mended: in front of those that its
	 * held context keeps, which then goes on. Where nothing is held, it comes last.
	 */
	public void addMended(String name, E event) {
		ContextQueue<E> context = this.contexts.get(name);
		if (context == null || !context.held) {
			add(name, event);
			return;
		}
		long arrival = context.waiting.isEmpty() ? this.arrivals++ : context.waiting.getFirst().arrival();
		context.waiting.addFirst(new ContextQueue.Waiting<>(arrival, event));
		this.inFlight++;
		context.held = false;
		goOn(context);
	}

	/**
	 * Gives the oldest event that may run to a delegate.
	 * @return the event, or null if none may run
	 */
	public @Nullable Assignment<E> assign(int delegate) {
		ContextQueue<E> context = this.ready.poll();
		if (context == null) {
			return null;
		}
		ContextQueue.Waiting<E> oldest = context.waiting.removeFirst();
		context.state = State.RUNNING;
		context.delegate = delegate;
		context.inHand = oldest.event();
		return new Assignment<>(context.name, oldest.arrival(), oldest.event(), delegate);
	}

	/** The event is done: the next of its context may run. */
	public void release(Assignment<E> done) {
		ContextQueue<E> context = running(done);
		this.inFlight--;
		context.state = State.READY;
		goOn(context);
	}

	/** The event goes back to the head of its context, which rests. */
	public void rest(Assignment<E> failed) {
		ContextQueue<E> context = running(failed);
		context.waiting.addFirst(new ContextQueue.Waiting<>(failed.arrival(), failed.event()));
		context.state = State.RESTING;
	}

	/** Ends the rest of a context; one that does not rest is left as it is. */
	public void resume(String name) {
		ContextQueue<E> context = this.contexts.get(name);
		if (context != null && context.state == State.RESTING) {
			context.state = State.READY;
			goOn(context);
		}
	}

	@Override
	public void hold(Assignment<E> inHand) {
		ContextQueue<E> context = running(inHand);
		this.inFlight--;
		context.state = State.READY;
		context.held = true;
	}

	@Override
	public void holdBack(String name) {
		ContextQueue<E> context = this.contexts.computeIfAbsent(name, ContextQueue::new);
		context.held = true;
		this.ready.remove(context);
	}

	@Override
	public boolean free(String name) {
		ContextQueue<E> context = this.contexts.get(name);
		if (context == null || !context.held) {
			return false;
		}
		context.held = false;
		goOn(context);
		return true;
	}

	/**
	 * Forgets events that are not in the hands of a delegate: whoever delivered them will
	 * do so again. Running and held contexts stay what they are.
	 * @param lost which events
	 */
	public void forgetWaiting(Predicate<? super E> lost) {
		this.ready.clear();
		for (ContextQueue<E> context : List.copyOf(this.contexts.values())) {
			this.inFlight -= context.forget(lost);
			goOn(context);
		}
	}

	/**
	 * Counts the events in the hands of delegates.
	 * @param counted which events
	 */
	public int running(Predicate<? super E> counted) {
		int running = 0;
		for (ContextQueue<E> context : this.contexts.values()) {
			E inHand = context.inHand;
			running += (inHand != null && context.state == State.RUNNING && counted.test(inHand)) ? 1 : 0;
		}
		return running;
	}

	/**
	 * Lets a context wait for a delegate, if it may run; forgets it if nothing is left.
	 */
	private void goOn(ContextQueue<E> context) {
		if (!context.mayRun()) {
			return;
		}
		if (context.waiting.isEmpty()) {
			this.contexts.remove(context.name);
		}
		else {
			this.ready.add(context);
		}
	}

	private ContextQueue<E> running(Assignment<E> assignment) {
		ContextQueue<E> context = this.contexts.get(assignment.context());
		if (context == null || context.state != State.RUNNING || context.delegate != assignment.delegate()) {
			throw new IllegalStateException("not running: " + assignment);
		}
		return context;
	}

	/** Whether some event may run. */
	boolean hasReady() {
		return !this.ready.isEmpty();
	}

	/** How many events were added and are not done. */
	public int inFlight() {
		return this.inFlight;
	}

	/** The map as it is, in no order. */
	public List<Allocation> allocations() {
		List<Allocation> rows = new ArrayList<>(this.contexts.size());
		this.contexts.values().forEach((context) -> rows.add(context.row()));
		return rows;
	}

}
