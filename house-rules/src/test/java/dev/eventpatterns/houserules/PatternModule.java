package dev.eventpatterns.houserules;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A pattern module and the names that follow from its own. */
record PatternModule(String name) {

	/** {@code event-forwarding} lives in {@code dev.eventpatterns.eventforwarding}. */
	String packageName() {
		return this.name.replace("-", "");
	}

	/** {@code event-forwarding} starts in {@code EventForwardingApplication}. */
	String prefix() {
		return Arrays.stream(this.name.split("-"))
			.map((word) -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
			.collect(Collectors.joining());
	}

	/** {@code event-forwarding} names its metrics {@code event_forwarding_…}. */
	String metricPrefix() {
		return this.name.replace('-', '_') + "_";
	}

	String mainFolder() {
		return this.name + "/src/main/java/dev/eventpatterns/" + packageName();
	}

	String meters() {
		return mainFolder() + "/" + prefix() + "Meters.java";
	}

}
