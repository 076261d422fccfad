package dev.eventpatterns.demo.report;

import java.util.List;

/**
 * A table of what was measured: the first column names the figure, each other column is a
 * way of doing it.
 *
 * @param caption what the table shows, in one sentence
 * @param columns headings of all columns but the first
 * @param rows the figures
 */
public record Table(String caption, List<String> columns, List<Row> rows) {

	public Table {
		columns = List.copyOf(columns);
		rows = List.copyOf(rows);
		for (Row row : rows) {
			if (row.cells().size() != columns.size()) {
				throw new IllegalArgumentException("Row '" + row.label() + "' has " + row.cells().size()
						+ " cells, the table has " + columns.size() + " columns");
			}
		}
	}

	/**
	 * One figure, for each column.
	 *
	 * @param label what was measured, with its unit
	 * @param detail true for a figure that breaks down the row above it
	 * @param cells one for each column
	 */
	public record Row(String label, boolean detail, List<Cell> cells) {

		public Row {
			cells = List.copyOf(cells);
		}

		public static Row of(String label, Cell... cells) {
			return new Row(label, false, List.of(cells));
		}

		public static Row detail(String label, Cell... cells) {
			return new Row(label, true, List.of(cells));
		}

	}

	/**
	 * A figure as it is to be read.
	 *
	 * @param text the figure
	 * @param tone whether it decides anything
	 */
	public record Cell(String text, Tone tone) {

		public static Cell of(String text) {
			return new Cell(text, Tone.PLAIN);
		}

		/** A count of what must not happen: 0 is good, anything else bad. */
		public static Cell mustBeZero(long count) {
			return new Cell(Figures.count(count), (count == 0) ? Tone.GOOD : Tone.BAD);
		}

	}

	/** Whether a figure decides between good and bad. */
	public enum Tone {

		PLAIN, GOOD, BAD

	}

}
