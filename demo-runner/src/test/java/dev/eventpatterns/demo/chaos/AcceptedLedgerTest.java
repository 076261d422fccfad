package dev.eventpatterns.demo.chaos;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptedLedgerTest {

	private final AcceptedLedger ledger = new AcceptedLedger();

	@Test
	void holdsAnOrderThatWasAnsweredTwiceOnce() {
		this.ledger.accepted(List.of("a", "b"));
		this.ledger.accepted(List.of("b", "c"));

		assertThat(this.ledger.count()).isEqualTo(3);
		assertThat(this.ledger.orderIds()).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void takesEntriesOfSeveralClientsAtOnce() {
		IntStream.range(0, 1000).parallel().forEach((i) -> this.ledger.accepted(List.of("order " + i)));

		assertThat(this.ledger.count()).isEqualTo(1000);
	}

	@Test
	void entersNothingForARequestThatWasRefused() {
		this.ledger.refused();

		assertThat(this.ledger.count()).isZero();
		assertThat(this.ledger.refusals()).isEqualTo(1);
	}

}
