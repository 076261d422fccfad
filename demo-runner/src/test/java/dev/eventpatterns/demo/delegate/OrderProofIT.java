package dev.eventpatterns.demo.delegate;

import java.util.List;

import dev.eventpatterns.demo.StageFixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class OrderProofIT {

	private static final ProofSize SMALL = new ProofSize(6_000, 2_000, 200, 3, 2, 7);

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	@Test
	@Timeout(900)
	void provesThatKillsDoNotBreakTheOrderAndThatTheProofCanFail() throws Exception {
		List<ProofResult> results = new OrderProof(this.stages.open(Setup.PLUGIN), SMALL).play(Setup.ALL);

		ProofResult competing = results.get(0);
		assertThat(competing.violations()).isPositive();
		assertThat(competing.lost()).isZero();
		assertThat(results.subList(1, 3)).allSatisfy((result) -> {
			assertThat(result.consumerKills()).isEqualTo(2);
			assertThat(result.brokerKills()).isEqualTo(1);
			assertThat(result.completed()).isEqualTo(SMALL.orders(result.setup()));
			assertThat(result.lost()).isZero();
			assertThat(result.handedOver()).isZero();
			assertThat(result.violations()).isZero();
		});
	}

}
