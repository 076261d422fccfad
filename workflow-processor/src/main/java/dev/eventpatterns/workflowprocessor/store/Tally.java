package dev.eventpatterns.workflowprocessor.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.eventpatterns.workflowprocessor.EventState;

/** Changes of counts, summed up. */
final class Tally {

	private final Map<Key, Integer> changes = new TreeMap<>(Comparator.comparing(Key::group).thenComparing(Key::state));

	void add(String group, EventState state, int events) {
		this.changes.merge(new Key(group, state), events, Integer::sum);
	}

	List<Map.Entry<Key, Integer>> changes() {
		return this.changes.entrySet().stream().filter((change) -> change.getValue() != 0).toList();
	}

	record Key(String group, EventState state) {
	}

}
