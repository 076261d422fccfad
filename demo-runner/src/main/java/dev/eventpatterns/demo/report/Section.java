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
 */
public record Section(String pattern, String question, boolean passed, String headline, List<Contrast> contrasts,
		Table table, List<Chart> charts, List<String> notes, String command) {

	public Section {
		contrasts = List.copyOf(contrasts);
		charts = List.copyOf(charts);
		notes = List.copyOf(notes);
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

}
