package dev.eventpatterns.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Writes a table for a terminal: labels to the left, figures to the right, never wider
 * than asked.
 */
public final class TextTable {

	private static final int GAP = 2;

	private final int width;

	private final BiFunction<String, Table.Tone, String> paint;

	/**
	 * Prepares tables of a width.
	 * @param width the most characters in a line, at least 40
	 * @param paint colours a figure, and leaves its visible length as it is
	 */
	public TextTable(int width, BiFunction<String, Table.Tone, String> paint) {
		this.width = width;
		this.paint = paint;
	}

	/**
	 * Writes the table.
	 * @param table what to write
	 * @return its lines; too long a label is cut, a figure never is
	 */
	public List<String> lines(Table table) {
		int[] widths = figureWidths(table);
		int figures = 0;
		for (int each : widths) {
			figures += each + GAP;
		}
		int longest = table.rows().stream().mapToInt((row) -> label(row).length()).max().orElse(0);
		int labels = Math.min(longest, Math.max(8, this.width - figures));
		List<String> lines = new ArrayList<>();
		StringBuilder head = new StringBuilder(" ".repeat(labels));
		for (int i = 0; i < widths.length; i++) {
			head.append(" ".repeat(GAP)).append(right(table.columns().get(i), widths[i]));
		}
		lines.add(head.toString());
		lines.add("-".repeat(labels + figures));
		for (Table.Row row : table.rows()) {
			lines.add(line(row, labels, widths));
		}
		return lines;
	}

	private String line(Table.Row row, int labels, int[] widths) {
		StringBuilder line = new StringBuilder(left(label(row), labels));
		for (int i = 0; i < widths.length; i++) {
			Table.Cell cell = row.cells().get(i);
			line.append(" ".repeat(GAP + widths[i] - cell.text().length()));
			line.append(this.paint.apply(cell.text(), cell.tone()));
		}
		return line.toString();
	}

	private static int[] figureWidths(Table table) {
		int[] widths = new int[table.columns().size()];
		for (int i = 0; i < widths.length; i++) {
			widths[i] = table.columns().get(i).length();
			for (Table.Row row : table.rows()) {
				widths[i] = Math.max(widths[i], row.cells().get(i).text().length());
			}
		}
		return widths;
	}

	private static String label(Table.Row row) {
		return (row.detail() ? "  " : "") + row.label();
	}

	private static String left(String text, int width) {
		return (text.length() > width) ? text.substring(0, width) : text + " ".repeat(width - text.length());
	}

	private static String right(String text, int width) {
		return " ".repeat(Math.max(0, width - text.length())) + text;
	}

}
