package dev.eventpatterns.multibroker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The orders of one context that wait, from each broker in order, and the one in hand.
 *
 * @param <T> an order
 */
final class Context<T> {

	final String name;

	/** Fences that wait for orders of this context. */
	final List<Fence> fences = new ArrayList<>(0);

	boolean busy;

	private final Map<String, Deque<Arrival<T>>> waiting = new HashMap<>(2);

	private @Nullable Arrival<T> inHand;

	Context(String name) {
		this.name = name;
	}

	Deque<Arrival<T>> lane(String broker) {
		return this.waiting.computeIfAbsent(broker, (name) -> new ArrayDeque<>(2));
	}

	Arrival<T> begin(String broker) {
		Arrival<T> head = lane(broker).removeFirst();
		this.busy = true;
		this.inHand = head;
		return head;
	}

	void end() {
		this.busy = false;
		this.inHand = null;
	}

	boolean isIdle() {
		return !this.busy && this.waiting.values().stream().allMatch(Collection::isEmpty);
	}

	List<Arrival<T>> heads() {
		return this.waiting.values().stream().map(Deque::peekFirst).filter(Objects::nonNull).toList();
	}

	/** The fences come again, too. */
	void clear(String broker) {
		this.waiting.remove(broker);
		this.fences.removeIf((fence) -> fence.broker().equals(broker));
	}

	int held(String broker) {
		Deque<Arrival<T>> lane = this.waiting.get(broker);
		Arrival<T> head = (lane != null) ? lane.peekFirst() : null;
		return (lane != null && head != null && !head.behind().isEmpty()) ? lane.size() : 0;
	}

	void passed(String broker, long before) {
		for (Deque<Arrival<T>> lane : this.waiting.values()) {
			for (Arrival<T> arrival : lane) {
				if (arrival.position() <= before && !arrival.behind().isEmpty()) {
					arrival.behind().remove(broker);
				}
			}
		}
	}

	/**
	 * Whether anything from a broker has to be done before a position. The first tells:
	 * positions grow, and what is smaller behind a greater one is a second copy.
	 */
	boolean hasBefore(String broker, long before) {
		Arrival<T> first = this.inHand;
		if (first == null || !first.broker().equals(broker)) {
			Deque<Arrival<T>> lane = this.waiting.get(broker);
			first = (lane != null) ? lane.peekFirst() : null;
		}
		return first != null && first.position() < before;
	}

	void passFences() {
		if (!this.fences.isEmpty()) {
			List<Fence> reached = this.fences.stream()
				.filter((fence) -> !hasBefore(fence.broker(), fence.before()))
				.toList();
			this.fences.removeAll(reached);
			reached.forEach(Fence::oneLess);
		}
	}

}
