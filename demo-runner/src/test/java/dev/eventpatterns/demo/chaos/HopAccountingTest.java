package dev.eventpatterns.demo.chaos;

import java.util.List;
import java.util.Set;

import dev.eventpatterns.demo.chaos.HopAccounting.Hop;
import dev.eventpatterns.demo.chaos.HopAccounting.Loss;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HopAccountingTest {

	@Test
	void findsNothingLostWhenAllThatWasAcceptedArrived() {
		HopAccounting account = HopAccounting.of(Set.of("a", "b"), hops(Set.of("a", "b"), Set.of("a", "b")));

		assertThat(account.lost()).isZero();
		assertThat(account.accepted()).isEqualTo(2);
	}

	@Test
	void namesTheHopAtWhichEachOrderWasLost() {
		Set<String> accepted = Set.of("never sent", "sent", "sent too", "arrived");

		HopAccounting account = HopAccounting.of(accepted,
				hops(Set.of("sent", "sent too", "arrived"), Set.of("arrived")));

		assertThat(account.lost()).isEqualTo(3);
		assertThat(account.losses()).containsExactly(new Loss("on the way", 1), new Loss("at the store", 2));
	}

	@Test
	void countsAnOrderAsArrivedAlthoughATapMissedIt() {
		HopAccounting account = HopAccounting.of(Set.of("a"), hops(Set.of(), Set.of("a")));

		assertThat(account.lost()).isZero();
	}

	@Test
	void leavesOrdersOutThatArrivedThoughTheyWereNeverAnswered() {
		HopAccounting account = HopAccounting.of(Set.of("a"), hops(Set.of("a", "b", "c"), Set.of("a", "b")));

		assertThat(account.lost()).isZero();
		assertThat(account.accepted()).isEqualTo(1);
	}

	private static List<Hop> hops(Set<String> broker, Set<String> store) {
		return List.of(new Hop("on the way", broker), new Hop("at the store", store));
	}

}
