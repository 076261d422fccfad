package dev.eventpatterns.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a comparison down, for the terminal or in Markdown.
 */
final class ResultsTable {

	private final Comparison comparison;

	ResultsTable(Comparison comparison) {
		this.comparison = comparison;
	}

	/** For the terminal. */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add(this.comparison.title());
		aligned(ratioRows()).forEach((line) -> lines.add("  " + line));
		lines.add("");
		aligned(rateRows()).forEach((line) -> lines.add("  " + line));
		for (List<List<String>> rows : List.of(boundRows(), figureRows())) {
			if (!rows.isEmpty()) {
				lines.add("");
				aligned(rows).forEach((line) -> lines.add("  " + line));
			}
		}
		this.comparison.problems().forEach((problem) -> lines.add("  WRONG " + problem));
		return lines;
	}

	/** For the file. */
	String markdown() {
		StringBuilder text = new StringBuilder("### " + this.comparison.title() + "\n\n");
		table(text, ratioRows());
		table(text, rateRows());
		table(text, boundRows());
		table(text, figureRows());
		this.comparison.problems().forEach((problem) -> text.append("**Wrong:** ").append(problem).append("\n\n"));
		return text.toString();
	}

	private List<List<String>> ratioRows() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("ratio", "reached", "min to max", "target", ""));
		for (Comparison.Ratio ratio : this.comparison.ratios()) {
			rows.add(List.of(ratio.target().variant() + " ÷ " + ratio.target().peer(), Figures.ratio(ratio.value()),
					Figures.ratio(ratio.byRound().min()) + " to " + Figures.ratio(ratio.byRound().max()),
					Figures.ratio(ratio.target().atLeast()), ratio.reached() ? "reached" : "missed"));
		}
		return (rows.size() > 1) ? rows : List.of();
	}

	private List<List<String>> rateRows() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("variant", "messages/s", "min to max", "messages", "rounds"));
		for (Measurement measured : this.comparison.measurements()) {
			String median = measured.perSecond().map((rate) -> Figures.count(rate.median())).orElse("-");
			String range = measured.perSecond()
				.map((rate) -> Figures.count(rate.min()) + " to " + Figures.count(rate.max()))
				.orElse("-");
			rows.add(List.of(measured.variant(), median, range, Figures.count(measured.messages()),
					String.valueOf(measured.rounds().size())));
		}
		return rows;
	}

	/** The figures that something is aimed at. */
	private List<List<String>> boundRows() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("figure", "reached", "min to max", "at most", ""));
		for (Figure figure : this.comparison.figures()) {
			figure.atMost()
				.ifPresent((most) -> rows
					.add(List.of(figure.variant() + ", " + figure.name(), Figures.decimal(figure.values().median()),
							Figures.decimal(figure.values().min()) + " to " + Figures.decimal(figure.values().max()),
							Figures.decimal(most), figure.reached() ? "reached" : "missed")));
		}
		return (rows.size() > 1) ? rows : List.of();
	}

	/** All figures, as medians over the rounds: a row for each variant. */
	private List<List<String>> figureRows() {
		List<String> names = this.comparison.figures().stream().map(Figure::name).distinct().toList();
		List<List<String>> rows = new ArrayList<>();
		rows.add(new ArrayList<>(List.of("median")));
		rows.get(0).addAll(names);
		for (String variant : this.comparison.figures().stream().map(Figure::variant).distinct().toList()) {
			List<String> row = new ArrayList<>(List.of(variant));
			names.forEach((name) -> row.add(this.comparison.figures()
				.stream()
				.filter((figure) -> figure.variant().equals(variant) && figure.name().equals(name))
				.map((figure) -> Figures.decimal(figure.values().median()))
				.findFirst()
				.orElse("-")));
			rows.add(row);
		}
		return (rows.size() > 1) ? rows : List.of();
	}

	private static List<String> aligned(List<List<String>> rows) {
		List<String> lines = new ArrayList<>();
		for (List<String> row : rows) {
			StringBuilder line = new StringBuilder();
			for (int column = 0; column < row.size(); column++) {
				int width = width(rows, column);
				String cell = row.get(column);
				String gap = " ".repeat(width - cell.length());
				line.append((column == 0) ? cell + gap : "  " + gap + cell);
			}
			lines.add(line.toString().stripTrailing());
		}
		return lines;
	}

	private static int width(List<List<String>> rows, int column) {
		return rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
	}

	private static void table(StringBuilder text, List<List<String>> rows) {
		for (int i = 0; i < rows.size(); i++) {
			text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
			if (i == 0) {
				text.append("|---").append("|---:".repeat(rows.get(i).size() - 1)).append("|\n");
			}
		}
		if (!rows.isEmpty()) {
			text.append('\n');
		}
	}

}
