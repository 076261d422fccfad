package dev.eventpatterns.multibroker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes one queue of the queues of many brokers. Threads take orders from the brokers in
 * turn, however unevenly those are filled; of each context one order at a time is
 * handled; and an order that says it comes after others on another broker is held back
 * until those are done.
 * <p>
 * How it knows: those before were handled here, which it remembers for a while; or a
 * fence, put into the other broker's queue behind them, has come back. While the other
 * broker is down the order waits, and only orders of its context with it. For use by any
 * number of threads.
 *
 * @param <T> an order
 */
public final class ContextLanes<T> {

	private final Map<String, Set<Context<T>>> ready = new LinkedHashMap<>();

	private final List<String> brokers;

	private final Map<String, Context<T>> contexts = new HashMap<>();

	private final DonePositions done;

	private final FenceRequests fences;

	private int turn;

	private boolean closed;

	/**
	 * Empty lanes.
	 * @param brokers their names; whom nobody can ask is not waited for
	 * @param remembered of how many contexts to remember what was handled
	 * @param fences asked for the fences that are waited for
	 */
	public ContextLanes(Collection<String> brokers, int remembered, FenceRequests fences) {
		this.brokers = List.copyOf(brokers);
		this.brokers.forEach((broker) -> this.ready.put(broker, new LinkedHashSet<>()));
		this.done = new DonePositions(remembered);
		this.fences = fences;
	}

	/** Takes an order in, behind those of its context from the same broker. */
	public synchronized void put(Arrival<T> arrival) {
		Context<T> context = this.contexts.computeIfAbsent(arrival.context(), Context::new);
		context.lane(arrival.broker()).addLast(arrival);
		settle(context);
	}

	/** Takes the next order out, waiting for one; null when the lanes are closed. */
	public synchronized @Nullable Arrival<T> take() throws InterruptedException {
		while (!this.closed) {
			Arrival<T> next = poll();
			if (next != null) {
				return next;
			}
			wait();
		}
		return null;
	}

	/** As {@link #take}, without waiting. */
	synchronized @Nullable Arrival<T> poll() {
		for (int i = 0; i < this.brokers.size(); i++) {
			String broker = this.brokers.get(Math.floorMod(this.turn++, this.brokers.size()));
			Iterator<Context<T>> waiting = readyAt(broker).iterator();
			if (waiting.hasNext()) {
				Context<T> context = waiting.next();
				this.ready.values().forEach((lane) -> lane.remove(context));
				return context.begin(broker);
			}
		}
		return null;
	}

	/** An order is done, in whatever way, and need not be waited for any more. */
	public synchronized void done(Arrival<T> arrival) {
		if (arrival.position() > 0) {
			this.done.note(arrival.context(), arrival.broker(), arrival.position());
		}
		leave(arrival);
	}

	/** An order that was taken out comes again from its broker. */
	public synchronized void leave(Arrival<T> arrival) {
		Context<T> context = this.contexts.get(arrival.context());
		if (context != null) {
			context.end();
			settle(context);
		}
	}

	/** An order that was taken out is to be taken out again, before others. */
	public synchronized void again(Arrival<T> arrival) {
		Context<T> context = this.contexts.get(arrival.context());
		if (context != null) {
			context.lane(arrival.broker()).addFirst(arrival);
			context.end();
			settle(context);
		}
	}

	/** Forgets what waits from a broker, since it comes again. */
	public synchronized void clear(String broker) {
		readyAt(broker).clear();
		for (Context<T> context : new ArrayList<>(this.contexts.values())) {
			context.clear(broker);
			settle(context);
		}
	}

	/**
	 * A fence has been reached in a broker's queue.
	 * @param broker the broker
	 * @param context whose orders it is about; null: all
	 * @param before orders from this position on do not count
	 * @param passed called once the broker's orders before it are done; must not wait
	 */
	public synchronized void fence(String broker, @Nullable String context, long before, Runnable passed) {
		List<Context<T>> concerned = new ArrayList<>();
		this.contexts.forEach((name, each) -> {
			if ((context == null || context.equals(name)) && each.hasBefore(broker, before)) {
				concerned.add(each);
			}
		});
		Fence fence = new Fence(broker, before, concerned.size(), passed);
		concerned.forEach((each) -> each.fences.add(fence));
		fence.passIfDone();
	}

	/** A fence that was asked for has come back. */
	public synchronized void passed(String broker, String name, long before) {
		Context<T> context = this.contexts.get(name);
		if (context != null) {
			context.passed(broker, before);
			settle(context);
		}
	}

	/** Lets every thread that waits leave. */
	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	/** Orders of a broker that wait behind another broker's. */
	public synchronized int held(String broker) {
		return this.contexts.values().stream().mapToInt((context) -> context.held(broker)).sum();
	}

	private void settle(Context<T> context) {
		context.passFences();
		if (context.isIdle()) {
			this.contexts.remove(context.name);
			return;
		}
		if (context.busy) {
			return;
		}
		for (Arrival<T> head : context.heads()) {
			head.behind().entrySet().removeIf((older) -> isDone(head, older));
			if (head.behind().isEmpty()) {
				readyAt(head.broker()).add(context);
				notifyAll();
			}
			else if (head.asksFirst()) {
				head.behind().keySet().forEach((broker) -> this.fences.ask(broker, head.context(), head.position()));
			}
		}
	}

	private boolean isDone(Arrival<T> head, Map.Entry<String, Long> older) {
		String broker = older.getKey();
		return broker.equals(head.broker()) || !this.ready.containsKey(broker)
				|| older.getValue() > 0 && this.done.upTo(head.context(), broker) >= older.getValue();
	}

	private Set<Context<T>> readyAt(String broker) {
		Set<Context<T>> lane = this.ready.get(broker);
		if (lane == null) {
			throw new IllegalArgumentException("there is no broker " + broker);
		}
		return lane;
	}

}
