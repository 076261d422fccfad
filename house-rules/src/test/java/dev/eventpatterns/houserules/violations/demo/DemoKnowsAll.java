package dev.eventpatterns.houserules.violations.demo;

import dev.eventpatterns.houserules.violations.ambulance.Siren;

/** Harmless: the programs stand on top. */
public final class DemoKnowsAll {

	final Siren siren;

	public DemoKnowsAll(Siren siren) {
		this.siren = siren;
	}

}
