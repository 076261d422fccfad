package dev.eventpatterns.houserules.violations.eventforwarding;

import dev.eventpatterns.houserules.violations.lab.LabNode;

/** Breaks: patterns know only the story. */
public final class PatternKnowsLab {

	final LabNode[] nodes;

	public PatternKnowsLab(LabNode[] nodes) {
		this.nodes = nodes;
	}

}
