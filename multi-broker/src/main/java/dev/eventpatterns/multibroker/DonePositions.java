package dev.eventpatterns.multibroker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers up to which position the orders of a context from a broker are done. */
final class DonePositions {

	private final Map<String, Map<String, Long>> positions;

	DonePositions(int most) {
		this.positions = new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, Map<String, Long>> eldest) {
				return size() > most;
			}

		};
	}

	void note(String context, String broker, long position) {
		this.positions.computeIfAbsent(context, (name) -> new HashMap<>(2)).merge(broker, position, Math::max);
	}

	/** 0 where that is not known. */
	long upTo(String context, String broker) {
		return this.positions.getOrDefault(context, Map.of()).getOrDefault(broker, 0L);
	}

}
