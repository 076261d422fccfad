package dev.eventpatterns.threaddelegate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Which contexts there are, and which siding is whose. */
final class SidingTable<E> {

	private final Map<Integer, Siding<E>> open = new TreeMap<>();

	private final Map<String, SidedContext<E>> contexts = new HashMap<>();

	SidedContext<E> context(String name) {
		return this.contexts.computeIfAbsent(name, SidedContext::new);
	}

	void forgetIfIdle(SidedContext<E> context) {
		if (context.siding == null && context.inMemory.isEmpty()) {
			this.contexts.remove(context.name, context);
		}
	}

	/** The lowest number of a siding that is not in use. */
	int free() {
		int free = 1;
		while (this.open.containsKey(free)) {
			free++;
		}
		return free;
	}

	Siding<E> open(SidingLabel label, Yard<E> yard) {
		Siding<E> siding = new Siding<>(label, context(label.context()), yard);
		this.open.put(label.siding(), siding);
		siding.context.siding = siding;
		return siding;
	}

	@Nullable Siding<E> find(int number, String opening) {
		Siding<E> siding = this.open.get(number);
		return (siding != null && siding.label.opening().equals(opening)) ? siding : null;
	}

	void close(Siding<E> siding) {
		this.open.remove(siding.label.siding());
		siding.context.siding = null;
		forgetIfIdle(siding.context);
	}

	/** Of the contexts without a siding that has most in memory, if that is too much. */
	Optional<SidedContext<E>> fullest(int most) {
		return this.contexts.values()
			.stream()
			.filter((context) -> context.siding == null && context.inMemory.size() > most)
			.max(Comparator.comparingInt((context) -> context.inMemory.size()));
	}

	List<SidingLabel> labels() {
		return this.open.values().stream().map((siding) -> siding.label).toList();
	}

}
