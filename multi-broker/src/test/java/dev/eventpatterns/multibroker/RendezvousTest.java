package dev.eventpatterns.multibroker;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RendezvousTest {

	private static final List<String> FOUR = List.of("b1", "b2", "b3", "b4");

	private static final List<String> ACCOUNTS = IntStream.range(0, 10_000).mapToObj((i) -> "A-" + i).toList();

	@Test
	void spreadsAccountsEvenly() {
		Map<String, Long> shares = ACCOUNTS.stream()
			.map((account) -> Rendezvous.rank(account, FOUR).get(0))
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

		// Five standard deviations of a fair share of 2,500.
		assertThat(shares).hasSize(4).allSatisfy((broker, share) -> assertThat(share).isBetween(2_280L, 2_720L));
	}

	@Test
	void movesOnlyTheAccountsOfTheBrokerThatGoes() {
		for (String account : ACCOUNTS) {
			List<String> before = Rendezvous.rank(account, FOUR);
			List<String> after = Rendezvous.rank(account, List.of("b1", "b2", "b4"));

			assertThat(after.get(0)).isEqualTo(before.get(0).equals("b3") ? before.get(1) : before.get(0));
		}
	}

	@Test
	void spreadsTheAccountsOfTheBrokerThatGoes() {
		Map<String, Long> shares = ACCOUNTS.stream()
			.map((account) -> Rendezvous.rank(account, FOUR))
			.filter((ranking) -> ranking.get(0).equals("b3"))
			.map((ranking) -> ranking.get(1))
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

		assertThat(shares).hasSize(3).allSatisfy((broker, share) -> assertThat(share).isBetween(690L, 980L));
	}

	@Test
	void ranksAlikeWhateverTheOrderOfTheNames() {
		assertThat(Rendezvous.rank("A-1", List.of("b4", "b2", "b1", "b3"))).isEqualTo(Rendezvous.rank("A-1", FOUR));
	}

}
