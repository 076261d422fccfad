package dev.eventpatterns.workflowprocessor;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.repair.RepairChain;
import dev.eventpatterns.workflowprocessor.repair.RepairRule;

/**
 * Decides who looks after an event: a rule, if one can mend it and the lineage has a
 * repair left, else a person. The budget is what ends the way of an event that comes back
 * from each repair.
 */
public final class Triage {

	private final RepairChain chain;

	private final int budget;

	/**
	 * Triage by a chain of rules.
	 * @param budget how many repairs a lineage has, 0 to leave all to people
	 */
	public Triage(RepairChain chain, int budget) {
		this.chain = chain;
		this.budget = budget;
	}

	/**
	 * Looks for a repair.
	 * @param body the event's body
	 * @param contentType its content type
	 * @param origin where it would be sent back to
	 * @param repairs how many repairs its lineage has had
	 * @param enabled which rules apply
	 * @return the repair, or null: for a person
	 */
	public RepairChain.@Nullable Repair look(byte[] body, @Nullable String contentType, Origin origin, int repairs,
			Predicate<RepairRule> enabled) {
		if (repairs >= this.budget || !origin.isKnown()) {
			return null;
		}
		return this.chain.mend(body, contentType, enabled);
	}

	/** The rules. */
	public RepairChain chain() {
		return this.chain;
	}

}
