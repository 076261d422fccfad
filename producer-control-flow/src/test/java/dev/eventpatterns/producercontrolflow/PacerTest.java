package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PacerTest {

	private static final Duration LONG = Duration.ofSeconds(30);

	@Test
	void letsNoMorePassThanTheRate() throws InterruptedException {
		Pacer pacer = new Pacer(200);
		long begun = System.nanoTime();

		int passed = 0;
		while (passed < 100) {
			passed += pacer.acquire(100 - passed, LONG);
		}

		// A loaded machine makes it longer, never shorter; what the bucket held is gone
		// soon.
		assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(400).toNanos());
	}

	@Test
	void savesNoMoreThanAMomentDuringAPause() {
		Pacer pacer = new Pacer(1_000);

		await().pollDelay(Duration.ofMillis(500))
			.atMost(LONG)
			.untilAsserted(() -> assertThat(pacer.acquire(1_000_000, Duration.ofMillis(1))).isBetween(1, 50));
	}

	@Test
	void letsNothingPassAtARateOfZero() throws InterruptedException {
		Pacer pacer = new Pacer(0);

		assertThat(pacer.acquire(1, Duration.ofMillis(50))).isZero();
	}

	@Test
	void wakesWhoWaitsWhenTheRateIsRaised() {
		Pacer pacer = new Pacer(0);
		CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
			try {
				return pacer.acquire(1, Duration.ofMinutes(5));
			}
			catch (InterruptedException ex) {
				return -1;
			}
		});
		assertThat(waiting).isNotDone();

		pacer.rate(1_000);

		await().atMost(LONG).until(waiting::isDone);
		assertThat(waiting.join()).isEqualTo(1);
	}

	@Test
	void keepsToALoweredRateAtOnce() throws InterruptedException {
		Pacer pacer = new Pacer(100_000);
		pacer.acquire(1_000_000, LONG);

		pacer.rate(0.001);
		int saved = pacer.acquire(1_000_000, Duration.ofMillis(20));

		assertThat(saved).as("what the bucket may hold at the new rate").isLessThanOrEqualTo(1);
	}

}
