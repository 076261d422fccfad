package dev.eventpatterns.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Variants that did the same work in alternating rounds.
 *
 * @param title what they did, on what
 * @param measurements one per variant
 * @param targets the ratios that matter
 * @param figures what was measured beside the rates
 */
public record Comparison(String title, List<Measurement> measurements, List<Target> targets, List<Figure> figures) {

	/** A comparison of rates alone. */
	public Comparison(String title, List<Measurement> measurements, List<Target> targets) {
		this(title, measurements, targets, List.of());
	}

	/** The targets of which both sides were measured, with what was reached. */
	List<Ratio> ratios() {
		List<Ratio> ratios = new ArrayList<>();
		for (Target target : this.targets) {
			find(target.variant()).ifPresent((variant) -> find(target.peer())
				.ifPresent((peer) -> ratio(target, variant, peer).ifPresent(ratios::add)));
		}
		return ratios;
	}

	private static Optional<Ratio> ratio(Target target, Measurement variant, Measurement peer) {
		List<Double> byRound = new ArrayList<>();
		for (int i = 0; i < Math.min(variant.rounds().size(), peer.rounds().size()); i++) {
			Round round = variant.rounds().get(i);
			Round other = peer.rounds().get(i);
			if (round.problem().isEmpty() && other.problem().isEmpty()) {
				byRound.add(round.perSecond() / other.perSecond());
			}
		}
		if (byRound.isEmpty()) {
			return Optional.empty();
		}
		double medians = variant.perSecond().orElseThrow().median() / peer.perSecond().orElseThrow().median();
		return Optional.of(new Ratio(target, medians, Spread.of(byRound)));
	}

	private Optional<Measurement> find(String variant) {
		return this.measurements.stream().filter((measured) -> measured.variant().equals(variant)).findFirst();
	}

	/** What went wrong in any variant. */
	List<String> problems() {
		return this.measurements.stream().flatMap((measured) -> measured.problems().stream()).toList();
	}

	/**
	 * What was reached.
	 *
	 * @param target what it is held against
	 * @param value the quotient of the medians
	 * @param byRound the quotients of the single rounds
	 */
	record Ratio(Target target, double value, Spread byRound) {

		boolean reached() {
			return this.value >= this.target.atLeast();
		}

	}

}
