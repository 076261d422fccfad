package dev.eventpatterns.workflowprocessor.security;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LoginThrottleTest {

	private final LoginThrottle throttle = new LoginThrottle(3, Duration.ofHours(1));

	private int triesOf(String name, String address) {
		int tries = 0;
		while (this.throttle.take(name, address).isZero()) {
			tries++;
		}
		return tries;
	}

	@Test
	void letsSoManyWrongPasswordsThroughAndSaysHowLongToWait() {
		assertThat(triesOf("anna", "10.0.0.1")).isEqualTo(3);
		assertThat(this.throttle.take("anna", "10.0.0.1")).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
	}

	@Test
	void letsOneMoreThroughAfterThePause() {
		LoginThrottle quick = new LoginThrottle(1, Duration.ofMillis(200));
		assertThat(quick.take("anna", "10.0.0.1")).isZero();

		await().atMost(Duration.ofSeconds(30)).until(() -> quick.take("anna", "10.0.0.1").isZero());
	}

	@Test
	void locksNobodyOutFromElsewhere() {
		triesOf("anna", "10.0.0.1");

		assertThat(this.throttle.take("anna", "10.0.0.2")).isZero();
		assertThat(this.throttle.take("ben", "10.0.0.1")).isZero();
	}

	@Test
	void boundsWhoGoesThroughManyNames() {
		int tries = 0;
		for (int i = 0; i < 1_000; i++) {
			tries += this.throttle.take("name-" + i, "10.0.0.1").isZero() ? 1 : 0;
		}

		assertThat(tries).isEqualTo(15);
	}

	@Test
	void neverKeepsOutWhoKnowsThePassword() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.throttle.take("anna", "10.0.0.1")).isZero();
			this.throttle.giveBack("anna", "10.0.0.1");
		}
	}

	@Test
	void lendsATryToAWrongPasswordWhichIsNotGivenBack() {
		this.throttle.take("anna", "10.0.0.1");
		this.throttle.take("anna", "10.0.0.1");
		this.throttle.giveBack("anna", "10.0.0.1");

		assertThat(triesOf("anna", "10.0.0.1")).isEqualTo(2);
	}

	@Test
	void takesNamesOfAnyLength() {
		assertThat(triesOf("x".repeat(1_000_000), "10.0.0.1")).isEqualTo(3);
	}

	@Test
	void forgetsWhoHasNotTriedForLongest() {
		triesOf("anna", "10.0.0.1");
		for (int i = 0; i < 30_000; i++) {
			this.throttle.take("anna", "address " + i);
		}

		assertThat(this.throttle.take("anna", "10.0.0.1")).isZero();
	}

}
