package dev.eventpatterns.benchmarks;

import java.util.List;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param rounds how many rounds count; one more is played before them
 * @param messages how many messages a fast variant forwards per round
 * @param queues the kinds of queue
 * @param only names of variants; empty for all
 */
public record BenchOptions(int rounds, int messages, List<QueueKind> queues, Set<String> only) {

	static final int FULL_ROUNDS = 5;

	/** How many messages a full run has. */
	public static final int FULL_MESSAGES = 1_000_000;

	/** Whether a variant is to be measured. */
	public boolean wants(String variant) {
		return this.only.isEmpty() || this.only.contains(variant);
	}

	/** Whether the result is fit to be kept beside others. */
	boolean full() {
		return this.rounds >= FULL_ROUNDS && this.messages >= FULL_MESSAGES && this.only.isEmpty()
				&& this.queues.size() == QueueKind.values().length;
	}

}
