package dev.eventpatterns.multibroker;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses among brokers where no order is kept. Power of two choices: of two that chance
 * names, the one where an order is likely to be confirmed sooner, which is what is
 * unconfirmed there times how long a confirm takes. That keeps loads nearly as even as
 * asking all of them would, and no two producers run after the same least loaded broker.
 * Not for use by several threads.
 *
 * @see <a href="https://doi.org/10.1109/71.963420">Mitzenmacher: The Power of Two Choices
 * in Randomized Load Balancing</a>
 */
public final class SpreadChoice {

	private final Selection selection;

	private final RandomGenerator random;

	private int turn;

	/**
	 * A choice that has not chosen yet.
	 * @param random where chance comes from
	 */
	public SpreadChoice(Selection selection, RandomGenerator random) {
		this.selection = selection;
		this.random = random;
	}

	/**
	 * Chooses.
	 * @param candidates who may be chosen, always in the same order
	 * @return one of them; empty if there are none
	 */
	public Optional<Candidate> choose(List<Candidate> candidates) {
		if (candidates.isEmpty()) {
			return Optional.empty();
		}
		if (this.selection == Selection.ROUND_ROBIN || candidates.size() == 1) {
			return Optional.of(candidates.get(Math.floorMod(this.turn++, candidates.size())));
		}
		int one = this.random.nextInt(candidates.size());
		int other = (one + 1 + this.random.nextInt(candidates.size() - 1)) % candidates.size();
		Candidate first = candidates.get(one);
		Candidate second = candidates.get(other);
		return Optional.of((second.expectedNanos() < first.expectedNanos()) ? second : first);
	}

	/**
	 * A broker that may be chosen.
	 *
	 * @param unconfirmed how many orders it has not confirmed
	 * @param latencyNanos how long its last confirms took
	 */
	public record Candidate(String broker, int unconfirmed, long latencyNanos) {

		double expectedNanos() {
			return (this.unconfirmed + 1.0) * this.latencyNanos;
		}

	}

}
