package dev.eventpatterns.threaddelegate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What {@link Sidings} knows of a context. */
final class SidedContext<E> {

	final String name;

	/** What was let run and is not done, oldest first. */
	final Set<E> inMemory = new LinkedHashSet<>();

	/** What of it has come back from the siding, and as what. */
	private final Map<E, E> returned = new HashMap<>();

	@Nullable Siding<E> siding;

	SidedContext(String name) {
		this.name = name;
	}

	void addFirst(E event) {
		List<E> followers = List.copyOf(this.inMemory);
		this.inMemory.clear();
		this.inMemory.add(event);
		this.inMemory.addAll(followers);
	}

	void addReturned(E event) {
		this.inMemory.add(event);
		this.returned.put(event, event);
	}

	/**
	 * Notes that the copy of an event has come back.
	 * @return whether the event is in memory; if not, it is done
	 */
	boolean pair(E event, E copy) {
		return this.inMemory.contains(event) && this.returned.put(event, copy) == null;
	}

	/**
	 * Removes an event that is done.
	 * @return its copy, if that has come back
	 */
	@Nullable E remove(E event) {
		this.inMemory.remove(event);
		E copy = this.returned.remove(event);
		return (copy != event) ? copy : null;
	}

	boolean allReturnedAreDone() {
		return this.returned.isEmpty();
	}

}
