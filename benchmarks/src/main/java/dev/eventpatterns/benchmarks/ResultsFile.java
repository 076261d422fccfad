package dev.eventpatterns.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file with the results: a section per pattern, each with the machine, the versions,
 * the date and the command that it was measured with. Measuring one pattern again leaves
 * the others' sections as they are.
 */
final class ResultsFile {

	private static final String HEAD = """
			# Results

			Written by `./bench`. The ratios are the result: absolute rates move from machine to machine, and on one
			machine from day to day. Variants take turns on one broker, in one run; a ratio is that of the medians over all
			rounds, its range that of the single rounds. A warm-up round is left out.

			""";

	private static final String SECTION = "## ";

	private final Path file;

	ResultsFile(Path file) {
		this.file = file;
	}

	/**
	 * Writes a pattern's section, in place of an older one.
	 * @throws IOException if the file cannot be read or written
	 */
	void write(String pattern, String command, LocalDate date, Map<String, String> machine, List<Comparison> results)
			throws IOException {
		Map<String, String> sections = read();
		sections.put(pattern, section(command, date, machine, results));
		StringBuilder text = new StringBuilder(HEAD);
		sections.forEach((name, body) -> text.append(SECTION).append(name).append("\n").append(body));
		Path folder = this.file.toAbsolutePath().getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.writeString(this.file, text.toString().stripTrailing() + "\n");
	}

	private Map<String, String> read() throws IOException {
		Map<String, String> sections = new TreeMap<>();
		if (Files.exists(this.file)) {
			String[] parts = ("\n" + Files.readString(this.file)).split("\n" + SECTION);
			for (int i = 1; i < parts.length; i++) {
				int end = parts[i].indexOf('\n');
				if (end > 0) {
					sections.put(parts[i].substring(0, end), parts[i].substring(end + 1).stripTrailing() + "\n\n");
				}
			}
		}
		return sections;
	}

	private static String section(String command, LocalDate date, Map<String, String> machine,
			List<Comparison> results) {
		StringBuilder text = new StringBuilder("\n`" + command + "` on " + date + "\n\n");
		machine.forEach((name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
		text.append('\n');
		results.forEach((comparison) -> text.append(new ResultsTable(comparison).markdown()));
		return text.toString();
	}

}
