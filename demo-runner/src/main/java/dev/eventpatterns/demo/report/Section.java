package dev.eventpatterns.demo.report;

import java.util.List;

/**
 * What one demonstration has to show.
 *
 * @param pattern the pattern's name, as on the command line
 * @param question the question that the pattern answers
 * @param passed whether the pattern kept its promise in this run
 * @param headline the result in one sentence of words and figures
 * @param contrasts the figure that says most, once for each way of doing it
 * @param table all figures
 * @param charts pictures of them
 * @param notes how it was measured, and what to keep in mind
 * @param command what to type to repeat the run
 * @param summary the same in three figures
 */
public record Section(String pattern, String question, boolean passed, String headline, List<Contrast> contrasts,
		Table table, List<Chart> charts, List<String> notes, String command, Summary summary) {

	public Section {
		contrasts = List.copyOf(contrasts);
		charts = List.copyOf(charts);
		notes = List.copyOf(notes);
	}

	/** A section whose summary is its first and its last contrast, without a price. */
	public Section(String pattern, String question, boolean passed, String headline, List<Contrast> contrasts,
			Table table, List<Chart> charts, List<String> notes, String command) {
		this(pattern, question, passed, headline, contrasts, table, charts, notes, command,
				new Summary(contrasts.get(0).figure(), contrasts.get(contrasts.size() - 1).figure(), "-"));
	}

	/**
	 * The same section with another summary: each part a figure and what it counts, in at
	 * most 17 characters.
	 * @param issue what happens without the pattern
	 * @param applied what happens with it
	 * @param price what it costs
	 */
	public Section summedUp(String issue, String applied, String price) {
		return new Section(this.pattern, this.question, this.passed, this.headline, this.contrasts, this.table,
				this.charts, this.notes, this.command, new Summary(issue, applied, price));
	}

	/**
	 * The figure that says most, for one way of doing it.
	 *
	 * @param way for example the mode
	 * @param figure the figure
	 * @param meaning what the figure counts
	 * @param good whether it is what one wants
	 */
	public record Contrast(String way, String figure, String meaning, boolean good) {
	}

	/**
	 * A demonstration in three figures.
	 *
	 * @param issue what happens without the pattern
	 * @param applied what happens with it
	 * @param price what it costs
	 */
	public record Summary(String issue, String applied, String price) {
	}

}
