package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link AllocationMap} must do, written down so that it can be read off: one
 * list in order of arrival, searched from its start each time.
 */
final class ReferenceMap {

	private final List<Event> waiting = new ArrayList<>();

	private final Map<Integer, Event> running = new HashMap<>();

	/** Of those that are older than their number says. */
	private final Map<Event, Integer> ages = new HashMap<>();

	private final Set<String> resting = new HashSet<>();

	private final Set<String> held = new HashSet<>();

	void add(Event event) {
		this.waiting.add(event);
	}

	/** As old as the first of those that have waited for it, and before them. */
	void addMended(Event event) {
		if (this.held.remove(event.context())) {
			this.waiting.stream()
				.filter((follower) -> follower.context().equals(event.context()))
				.findFirst()
				.ifPresent((follower) -> this.ages.put(event, age(follower)));
		}
		insert(event);
	}

	private void insert(Event event) {
		int place = 0;
		while (place < this.waiting.size() && age(this.waiting.get(place)) < age(event)) {
			place++;
		}
		this.waiting.add(place, event);
	}

	private int age(Event event) {
		return this.ages.getOrDefault(event, event.number());
	}

	@Nullable Event assign(int delegate) {
		for (Event event : this.waiting) {
			if (mayRun(event.context())) {
				this.waiting.remove(event);
				this.running.put(delegate, event);
				return event;
			}
		}
		return null;
	}

	boolean hasReady() {
		return this.waiting.stream().anyMatch((event) -> mayRun(event.context()));
	}

	private boolean mayRun(String context) {
		return !this.resting.contains(context) && !this.held.contains(context)
				&& this.running.values().stream().noneMatch((event) -> event.context().equals(context));
	}

	@Nullable Event runningAt(int delegate) {
		return this.running.get(delegate);
	}

	void release(int delegate) {
		this.running.remove(delegate);
	}

	void rest(int delegate) {
		Event event = this.running.remove(delegate);
		if (event == null) {
			return;
		}
		insert(event);
		this.resting.add(event.context());
	}

	void resume(String context) {
		this.resting.remove(context);
	}

	void hold(int delegate) {
		Event event = this.running.remove(delegate);
		if (event != null) {
			this.held.add(event.context());
		}
	}

	void holdBack(String context) {
		this.held.add(context);
	}

	boolean free(String context) {
		return this.held.remove(context);
	}

	void forgetWaiting() {
		this.waiting.clear();
		this.resting.clear();
	}

	int inFlight() {
		return this.waiting.size() + this.running.size();
	}

	/** The number is that of the arrival. */
	record Event(String context, int number) {
	}

}
