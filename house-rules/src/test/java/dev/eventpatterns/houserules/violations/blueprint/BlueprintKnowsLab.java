package dev.eventpatterns.houserules.violations.blueprint;

import dev.eventpatterns.houserules.violations.lab.LabNode;

/** Breaks: programs do not know each other. */
public final class BlueprintKnowsLab {

	final LabNode node;

	public BlueprintKnowsLab(LabNode node) {
		this.node = node;
	}

}
