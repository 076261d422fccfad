package dev.eventpatterns.demo.delegate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WayResultTest {

	private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

	@Test
	void countsWhatWasCompletedBeforeItsPredecessor() {
		WayResult result = new WayResult(Way.COMPETING, List.of(handled("A", 1, 0, 10), handled("A", 3, 0, 20),
				handled("B", 1, 0, 20), handled("A", 2, 0, 30)));

		assertThat(result.outOfTurn()).extracting(Handled::sequence).containsExactlyInAnyOrder(3L, 2L);
		assertThat(result.accountsOutOfTurn()).isEqualTo(1);
	}

	@Test
	void countsNothingWhereAccountsInterleaveInOrder() {
		WayResult result = new WayResult(Way.DELEGATE,
				List.of(handled("A", 1, 0, 10), handled("B", 1, 0, 20), handled("A", 2, 10, 30)));

		assertThat(result.outOfTurn()).isEmpty();
		assertThat(result.took()).isEqualTo(Duration.ofMillis(30));
		assertThat(result.sideBySide()).isEqualTo(50 / 30.0);
		assertThat(result.responseP99()).isEqualTo(Duration.ofMillis(30));
	}

	@Test
	void breaksThePromiseWhenADelegateCompletesOutOfTurn() {
		WayResult wrong = new WayResult(Way.DELEGATE, List.of(handled("A", 2, 0, 10), handled("A", 1, 0, 20)));
		WayResult right = new WayResult(Way.SINGLE, List.of(handled("A", 1, 0, 10), handled("A", 2, 10, 20)));

		Section section = new DelegateReport(List.of(right, right, wrong), 2, "./demo thread-delegate").section();

		assertThat(section.passed()).isFalse();
	}

	private static Handled handled(String account, long sequence, long from, long to) {
		return new Handled(account, sequence, "delegate-1", START, START.plusMillis(from), START.plusMillis(to));
	}

}
