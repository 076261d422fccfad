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
	@Timeout(500)
	void provesThatKillsDoNotBreakTheOrderAndThatTheProofCanFail() throws Exception {
		List<ProofResult> results = new OrderProof(this.stages.open(), SMALL)
			.play(List.of(Setup.COMPETING, Setup.DELEGATE));

		ProofResult competing = results.get(0);
		assertThat(competing.violations()).isPositive();
		assertThat(competing.lost()).isZero();
		ProofResult delegate = results.get(1);
		assertThat(delegate.consumerKills()).isEqualTo(2);
		assertThat(delegate.brokerKills()).isEqualTo(1);
		assertThat(delegate.completed()).isEqualTo(SMALL.orders());
		assertThat(delegate.lost()).isZero();
		assertThat(delegate.handedOver()).isZero();
		assertThat(delegate.violations()).isZero();
	}

}
