package dev.eventpatterns.demo.report;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A chart as plain data. The page draws it, and lists its figures in a table for those
 * who cannot see it.
 */
public sealed interface Chart {

	String title();

	/** What the chart shows, in a sentence that serves without the picture too. */
	String summary();

	/**
	 * Lines over time.
	 *
	 * @param title what is drawn
	 * @param summary what is to be seen
	 * @param unit what the vertical axis counts
	 * @param series the lines
	 * @param marks moments at which something was done to the system
	 */
	record Time(String title, String summary, String unit, List<Series> series, List<Mark> marks) implements Chart {

		public Time {
			series = List.copyOf(series);
			marks = List.copyOf(marks);
		}

		/** What the page's script switches on. */
		@JsonProperty
		public String kind() {
			return "time";
		}

	}

	/**
	 * Bars that are stacks of parts.
	 *
	 * @param title what is drawn
	 * @param summary what is to be seen
	 * @param unit what is counted
	 * @param bars the bars' names
	 * @param parts what each bar is made of
	 */
	record Stack(String title, String summary, String unit, List<String> bars, List<Part> parts) implements Chart {

		public Stack {
			bars = List.copyOf(bars);
			parts = List.copyOf(parts);
		}

		/** What the page's script switches on. */
		@JsonProperty
		public String kind() {
			return "stack";
		}

	}

	/**
	 * Who did what when: a row for each who, a bar for each what.
	 *
	 * @param title what is drawn
	 * @param summary what is to be seen
	 * @param lanes the rows' names
	 * @param groups the names of the colours, five at the most
	 * @param spans the bars
	 */
	record Swimlanes(String title, String summary, List<String> lanes, List<String> groups,
			@JsonIgnore List<Span> spans) implements Chart {

		public Swimlanes {
			lanes = List.copyOf(lanes);
			groups = List.copyOf(groups);
			spans = List.copyOf(spans);
		}

	}

	/**
	 * A bar of a swimlane.
	 *
	 * @param lane in which row, counted from 0
	 * @param group in which colour, counted from 0
	 * @param from seconds since the start
	 * @param to seconds since the start
	 * @param wrong whether it should not have been there then
	 */
	record Span(int lane, int group, double from, double to, boolean wrong) {
	}

	/**
	 * One line of a chart over time.
	 *
	 * @param name what the legend says
	 * @param tone whether it belongs to the issue or to the pattern
	 * @param dashed true for a line that the solid line of the same tone is compared with
	 * @param points in the order of time
	 */
	record Series(String name, Tone tone, boolean dashed, List<Point> points) {

		public Series {
			points = List.copyOf(points);
		}

	}

	/**
	 * One point.
	 *
	 * @param x seconds since the start
	 * @param y the value then
	 */
	record Point(double x, double y) {
	}

	/**
	 * A moment worth a vertical line.
	 *
	 * @param at seconds since the start
	 * @param label one or two words
	 */
	record Mark(double at, String label) {
	}

	/**
	 * The share of each bar that has one cause.
	 *
	 * @param name the cause
	 * @param values one for each bar
	 */
	record Part(String name, List<Double> values) {

		public Part {
			values = List.copyOf(values);
		}

	}

	/** Whose figures a line shows. */
	enum Tone {

		ISSUE, PATTERN

	}

}
