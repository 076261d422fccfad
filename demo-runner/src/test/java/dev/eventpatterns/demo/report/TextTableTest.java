package dev.eventpatterns.demo.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TextTableTest {

	@Test
	void alignsFiguresToTheRightAndIndentsDetails() {
		List<String> lines = new TextTable(80, (text, tone) -> text).lines(ReportFixtures.lossTable());

		assertThat(lines).containsExactly("                without    with", "-------------------------------",
				"orders           12,000  12,000", "lost                 34       0",
				"  at the store       34       0");
	}

	@Test
	void cutsALabelAndNeverAFigure() {
		Table table = new Table("", List.of("figure"),
				List.of(Table.Row.of("a label that is far too long for this table", Table.Cell.of("1,234,567"))));

		List<String> lines = new TextTable(40, (text, tone) -> text).lines(table);

		assertThat(lines).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(40));
		assertThat(lines.get(2)).startsWith("a label that is far").endsWith("  1,234,567");
	}

	@Test
	void coloursAFigureWithoutMovingIt() {
		List<String> lines = new TextTable(80, (text, tone) -> (tone == Table.Tone.BAD) ? "<" + text + ">" : text)
			.lines(ReportFixtures.lossTable());

		assertThat(lines.get(3)).isEqualTo("lost                 <34>       0");
	}

	@Test
	void refusesARowThatDoesNotFitTheColumns() {
		List<Table.Row> rows = List.of(Table.Row.of("lost", Table.Cell.of("1")));

		assertThatIllegalArgumentException().isThrownBy(() -> new Table("", List.of("one", "two"), rows))
			.withMessageContaining("'lost' has 1 cells, the table has 2 columns");
	}

}
