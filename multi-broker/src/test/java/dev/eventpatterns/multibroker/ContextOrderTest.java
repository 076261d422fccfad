package dev.eventpatterns.multibroker;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever dies when: nothing is lost, and no order overtakes one of its account. */
class ContextOrderTest {

	private static final int RUNS = 150;

	private static final int STEPS = 2_000;

	@Test
	void keepsTheOrderWithinAnAccountWhileBrokersComeAndGo() {
		for (long seed = 1; seed <= RUNS; seed++) {
			run(seed, false);
		}
	}

	@Test
	void keepsItWhileProducersAndConsumersAreRestartedToo() {
		for (long seed = 1; seed <= RUNS; seed++) {
			run(seed, true);
		}
	}

	private static void run(long seed, boolean restarts) {
		ContextOrderModel model = new ContextOrderModel(seed);
		for (int step = 0; step < STEPS; step++) {
			model.step(restarts);
		}
		model.end();

		model.accepted().forEach((account, accepted) -> {
			List<String> done = model.done.getOrDefault(account, List.of());
			assertThat(done).as("seed %d, account %s: once each", seed, account).doesNotHaveDuplicates();
			assertThat(done.stream().filter(accepted::contains).toList())
				.as("seed %d, account %s: what was accepted, in order", seed, account)
				.isEqualTo(accepted);
		});
		assertThat(model.accepted().values().stream().mapToInt(List::size).sum()).as("seed %d: accepted", seed)
			.isGreaterThan(restarts ? 50 : 200);
	}

}
