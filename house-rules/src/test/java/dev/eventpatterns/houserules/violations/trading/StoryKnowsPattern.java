package dev.eventpatterns.houserules.violations.trading;

import dev.eventpatterns.houserules.violations.ambulance.Siren;

/** Breaks: the story knows nobody. */
public final class StoryKnowsPattern {

	final Siren siren;

	public StoryKnowsPattern(Siren siren) {
		this.siren = siren;
	}

}
