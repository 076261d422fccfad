package dev.eventpatterns.houserules.violations.eventforwarding;

import dev.eventpatterns.houserules.violations.blueprint.BlueprintKnowsPatterns;

/** Breaks: patterns know only the story. */
public final class PatternKnowsBlueprint {

	final BlueprintKnowsPatterns blueprint;

	public PatternKnowsBlueprint(BlueprintKnowsPatterns blueprint) {
		this.blueprint = blueprint;
	}

}
