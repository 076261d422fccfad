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

}
