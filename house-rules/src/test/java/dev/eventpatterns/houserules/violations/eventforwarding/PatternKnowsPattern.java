package dev.eventpatterns.houserules.violations.eventforwarding;

import dev.eventpatterns.houserules.violations.ambulance.Siren;

/** Breaks: patterns know only the story. */
public final class PatternKnowsPattern {

	final Siren siren;

	public PatternKnowsPattern(Siren siren) {
		this.siren = siren;
	}

}
