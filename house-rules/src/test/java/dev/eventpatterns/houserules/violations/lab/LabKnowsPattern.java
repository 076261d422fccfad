package dev.eventpatterns.houserules.violations.lab;

import dev.eventpatterns.houserules.violations.ambulance.Siren;

/** Breaks: the lab knows nobody. */
public final class LabKnowsPattern {

	final Siren siren;

	public LabKnowsPattern(Siren siren) {
		this.siren = siren;
	}

}
