package dev.eventpatterns.threaddelegate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.threaddelegate.Allocation.State;

/** What an {@link AllocationMap} knows of one context. */
final class ContextQueue<E> {

	final String name;

	final Deque<Waiting<E>> waiting = new ArrayDeque<>();

	/** Ready, running or resting. */
	State state = State.READY;

	/** Whether what waits here may not run, whatever the state. */
	boolean held;

	/** Who handled its last event, or handles it. */
	int delegate;

	/** The event that was given to the delegate. */
	@Nullable E inHand;

	ContextQueue(String name) {
		this.name = name;
	}

	/** Whether the next event may be given to a delegate, if there is one. */
	boolean mayRun() {
		return this.state == State.READY && !this.held;
	}

	/**
	 * Forgets what waits here. A failed event that rests is the first of those: without
	 * it there is nothing to rest for.
	 * @return how many were forgotten
	 */
	int forget(Predicate<? super E> lost) {
		Waiting<E> first = this.waiting.peekFirst();
		int before = this.waiting.size();
		this.waiting.removeIf((event) -> lost.test(event.event()));
		if (this.state == State.RESTING && first != this.waiting.peekFirst()) {
			this.state = State.READY;
		}
		return before - this.waiting.size();
	}

	Allocation row() {
		boolean running = this.state == State.RUNNING;
		return new Allocation(this.name, running ? this.delegate : null, this.waiting.size() + (running ? 1 : 0),
				(this.held && this.state == State.READY) ? State.HELD : this.state);
	}

	/** An event and its arrival. */
	record Waiting<E>(long arrival, E event) {
	}

}
