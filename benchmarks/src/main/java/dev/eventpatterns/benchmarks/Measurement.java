package dev.eventpatterns.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One variant's rounds, without the warm-up.
 *
 * @param variant its name
 * @param rounds in order
 */
public record Measurement(String variant, List<Round> rounds) {

	/**
	 * Messages per second over the rounds that ended well.
	 * @return empty when none did
	 */
	public Optional<Spread> perSecond() {
		List<Double> rates = this.rounds.stream()
			.filter((round) -> round.problem().isEmpty())
			.map(Round::perSecond)
			.toList();
		return rates.isEmpty() ? Optional.empty() : Optional.of(Spread.of(rates));
	}

	/**
	 * What went wrong, each with its round, counted from 1.
	 * @return empty when all went well
	 */
	public List<String> problems() {
		List<String> problems = new ArrayList<>();
		for (int i = 0; i < this.rounds.size(); i++) {
			int round = i + 1;
			this.rounds.get(i)
				.problem()
				.ifPresent((problem) -> problems.add(this.variant + ", round " + round + ": " + problem));
		}
		return problems;
	}

	/** How many messages a round had; 0 when there was none. */
	long messages() {
		return this.rounds.isEmpty() ? 0 : this.rounds.get(0).messages();
	}

}
