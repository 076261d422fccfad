package dev.eventpatterns.demo.forwarding;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import dev.eventpatterns.demo.DemoOptions;
import dev.eventpatterns.demo.chaos.HopAccounting;
import dev.eventpatterns.demo.chaos.Timeline;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardingReportTest {

	@Test
	void saysWhatEachWayLost() {
		Section section = report(result(Way.FIRE_AND_FORGET, Set.of("a"), 0), nothingLost());

		assertThat(section.passed()).isTrue();
		assertThat(section.headline())
			.isEqualTo("Of 3 orders answered 202, fire-and-forget lost 2; guaranteed lost 0.");
		assertThat(section.contrasts()).extracting(Section.Contrast::figure).containsExactly("2", "0");
	}

	@Test
	void failsWhenTheGuaranteedWayLostAnOrder() {
		Section section = report(nothingLost(), result(Way.GUARANTEED, Set.of("a", "b"), 0));

		assertThat(section.passed()).isFalse();
		assertThat(section.headline()).endsWith("guaranteed lost 1.");
		assertThat(row(section, "lost").cells().get(1)).isEqualTo(new Table.Cell("1", Table.Tone.BAD));
	}

	@Test
	void failsWhenTheGuaranteedWayStoredAnOrderTwice() {
		Section section = report(nothingLost(), result(Way.GUARANTEED, Set.of("a", "b", "c"), 1));

		assertThat(section.passed()).isFalse();
		assertThat(section.headline()).endsWith("guaranteed lost 0. Guaranteed stored 1 order twice.");
	}

	@Test
	void showsTheHopsAtWhichOrdersWereLostAndTheOutagesOfEachVictim() {
		Section section = report(result(Way.FIRE_AND_FORGET, Set.of("a"), 0), nothingLost());

		assertThat(row(section, "at the store").cells()).extracting(Table.Cell::text).containsExactly("2", "0");
		assertThat(row(section, "after a kill of the broker").cells()).extracting(Table.Cell::text)
			.containsExactly("2.5 s", "2.5 s");
		Chart.Stack stack = (Chart.Stack) section.charts().get(2);
		assertThat(stack.parts()).containsExactly(new Chart.Part("at the store", List.of(2.0, 0.0)));
	}

	@Test
	void namesTheCommandThatRepeatsTheRun() {
		assertThat(report(nothingLost(), nothingLost()).command())
			.isEqualTo("./demo event-forwarding --full --orders 5000 --seed 42");
	}

	private static Section report(LaneResult issue, LaneResult pattern) {
		DemoOptions options = new DemoOptions(true, OptionalInt.of(5000), OptionalInt.empty(), 42);
		return new ForwardingReport(Size.of(options), options, issue, pattern).section();
	}

	private static Table.Row row(Section section, String label) {
		return section.table().rows().stream().filter((row) -> row.label().equals(label)).findFirst().orElseThrow();
	}

	private static LaneResult nothingLost() {
		return result(Way.GUARANTEED, Set.of("a", "b", "c"), 0);
	}

	private static LaneResult result(Way way, Set<String> stored, long twice) {
		HopAccounting account = HopAccounting.of(Set.of("a", "b", "c"),
				List.of(new HopAccounting.Hop("at the store", stored)));
		Map<Strike, Duration> resumed = new LinkedHashMap<>();
		resumed.put(new Strike(1, "broker", 1.0), Duration.ofMillis(2500));
		return new LaneResult(way, account, twice, 0, 0, resumed, new Timeline.Track(), new Timeline.Track());
	}

}
