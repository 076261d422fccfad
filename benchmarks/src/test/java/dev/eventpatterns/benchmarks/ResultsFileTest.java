package dev.eventpatterns.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsFileTest {

	private static final LocalDate DATE = LocalDate.of(2026, 11, 22);

	@TempDir
	private Path folder;

	@Test
	void tellsCommandDateAndMachine() throws IOException {
		Path file = this.folder.resolve("new/RESULTS.md");

		write(file, "ambulance", "first");

		assertThat(file).content()
			.startsWith("# Results\n")
			.contains("## ambulance\n\n`./bench ambulance` on 2026-11-22\n\n- Memory: 8 GiB\n\n### first\n");
	}

	@Test
	void replacesOnlyTheSectionOfThePatternThatWasMeasured() throws IOException {
		Path file = this.folder.resolve("RESULTS.md");
		write(file, "ambulance", "first");
		write(file, "watch-notification", "second");

		write(file, "ambulance", "third");

		assertThat(file).content().contains("### second", "### third").doesNotContain("### first");
	}

	@Test
	void writesTheSameAgainByteByByte() throws IOException {
		Path file = this.folder.resolve("RESULTS.md");
		write(file, "ambulance", "first");
		write(file, "watch-notification", "second");
		String before = Files.readString(file);

		write(file, "ambulance", "first");

		assertThat(file).hasContent(before);
	}

	private static void write(Path file, String pattern, String title) throws IOException {
		Comparison comparison = new Comparison(title, List.of(Rounds.of("ours", 100)), List.of());
		new ResultsFile(file).write(pattern, "./bench " + pattern, DATE, Map.of("Memory", "8 GiB"),
				List.of(comparison));
	}

}
