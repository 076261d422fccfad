package dev.eventpatterns.houserules.violations.blueprint;

import dev.eventpatterns.houserules.violations.ambulance.Siren;

/** Harmless: the blueprint is made of the patterns. */
public final class BlueprintKnowsPatterns {

	final Siren siren;

	public BlueprintKnowsPatterns(Siren siren) {
		this.siren = siren;
	}

}
