package dev.eventpatterns.demo.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What the system did by itself in a phase, in words. */
final class Deeds {

	private static final String SUPERVISOR = "supervisor-consumer";

	private static final String FLOW = "producer-control-flow";

	private final PhaseResult phase;

	Deeds(PhaseResult phase) {
		this.phase = phase;
	}

	String inWords() {
		List<String> deeds = new ArrayList<>();
		scaled(deeds);
		throttled(deeds);
		if (this.phase.mostSided() > 0) {
			deeds.add("put up to %,d orders of busy accounts into sidings".formatted(this.phase.mostSided()));
		}
		held(deeds);
		if (this.phase.moments().stream().anyMatch((moment) -> !moment.up())) {
			deeds.add("kept up to %,d orders with the producer while the broker was away"
				.formatted(this.phase.mostKeptBack()));
		}
		return deeds.isEmpty() ? "nothing had to be done." : String.join("; ", deeds) + ".";
	}

	private void scaled(List<String> deeds) {
		List<Told> changes = told(SUPERVISOR, "scale-up", "scale-down");
		if (!changes.isEmpty()) {
			StringBuilder course = new StringBuilder("delegates ").append(number(changes.get(0).from()));
			changes.forEach((change) -> course.append(" → ").append(number(change.to())));
			deeds.add(course.toString());
		}
		told(SUPERVISOR, "cap")
			.forEach((cap) -> deeds.add("the cap was set from " + number(cap.from()) + " to " + number(cap.to())));
	}

	private void throttled(List<String> deeds) {
		List<Told> begun = told(FLOW, "throttled");
		if (!begun.isEmpty()) {
			deeds.add(String.format(Locale.ROOT,
					"held the producer back for %.1f s (%s), which kept up to %,d orders on its disk",
					this.phase.throttledSeconds(), begun.get(0).reason(), this.phase.mostKeptBack()));
		}
	}

	private void held(List<String> deeds) {
		if (this.phase.mostHeld() > 0) {
			deeds.add("held up to %d accounts, %d of which no rule could help".formatted(this.phase.mostHeld(),
					this.phase.patients()));
		}
	}

	private List<Told> told(String source, String... kinds) {
		return this.phase.told()
			.stream()
			.filter((told) -> told.source().equals(source) && List.of(kinds).contains(told.kind()))
			.toList();
	}

	private static String number(@Nullable Double figure) {
		return (figure != null) ? String.valueOf(Math.round(figure)) : "?";
	}

}
