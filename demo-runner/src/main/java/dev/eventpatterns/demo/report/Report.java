package dev.eventpatterns.demo.report;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * The results of one run of the command.
 *
 * @param sections one for each demonstration
 * @param machine name and value of whatever the figures depend on, in the order shown
 * @param at when the run ended
 */
public record Report(List<Section> sections, Map<String, String> machine, ZonedDateTime at) {

	public Report {
		sections = List.copyOf(sections);
	}

	/** A row for each demonstration: the issue, the pattern applied, and its price. */
	public Table summary() {
		return new Table("Each pattern in three figures", List.of("issue", "applied", "price"),
				this.sections.stream().map(Report::row).toList());
	}

	/** The patterns that did not keep their promise in this run. */
	public List<String> broken() {
		return this.sections.stream().filter((section) -> !section.passed()).map(Section::pattern).toList();
	}

	private static Table.Row row(Section section) {
		Section.Summary summary = section.summary();
		return Table.Row.of(section.pattern(), Table.Cell.of(summary.issue()),
				new Table.Cell(summary.applied(), section.passed() ? Table.Tone.GOOD : Table.Tone.BAD),
				Table.Cell.of(summary.price()));
	}

}
