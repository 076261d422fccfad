package dev.eventpatterns.demo.delegate;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import dev.eventpatterns.demo.DemoOptions;
import dev.eventpatterns.demo.chaos.ChaosSchedule;
import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OrderProofTest {

	@Test
	void killsTheConsumerTenTimesAndTheBrokerTwiceAtFullSize() {
		ProofSize size = ProofSize.of(new DemoOptions(true, OptionalInt.empty(), OptionalInt.empty(), 3));

		assertThat(size.orders()).isEqualTo(1_000_000);
		assertThat(size.accounts()).isEqualTo(10_000);
		assertThat(size.schedule(Setup.DELEGATE).kills()).extracting(ChaosSchedule.Kill::victim)
			.containsOnly(ProofSize.CONSUMER, ProofSize.BROKER)
			.filteredOn(ProofSize.BROKER::equals)
			.hasSize(2);
		assertThat(size.schedule(Setup.DELEGATE).kills()).hasSize(12);
		assertThat(size.command()).isEqualTo("./demo thread-delegate --full --seed 3");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0, 9, true", "1, 0, 0, 9, false", "0, 1, 0, 9, false", "0, 0, 1, 9, false",
			"0, 0, 0, 0, false" })
	void passesOnlyIfThePatternKeepsItsPromiseAndTheIssueShows(int violations, int lost, int handedOver, int ofIssue,
			boolean passed) {
		Section section = OrderProof.section(
				List.of(result(Setup.COMPETING, ofIssue, 0, 0), result(Setup.DELEGATE, violations, lost, handedOver)),
				"./demo thread-delegate --full");

		assertThat(section.passed()).isEqualTo(passed);
		assertThat(section.headline()).startsWith("Competing consumers: 1,000 orders, 3 kills, " + ofIssue);
	}

	private static ProofResult result(Setup setup, long violations, long lost, long handedOver) {
		return new ProofResult(setup, 1_000, 100, 1_000, violations, violations, lost, 5, handedOver, 2, 1,
				Duration.ofSeconds(3), List.of(), List.of());
	}

}
