package dev.eventpatterns.demo.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PaceTest {

	private static final double UNLIMITED = 1e9;

	private final AcceptedLedger own = new AcceptedLedger();

	private final AcceptedLedger other = new AcceptedLedger();

	@Test
	void holdsBackWhatBelongsBehindTheNextKill() {
		Pace pace = new Pace(UNLIMITED, ChaosSchedule.draw(List.of("store"), 1, 100, 1), convoyOf(1000));
		pace.start();

		CompletableFuture<Void> before = sending(pace, 50);
		CompletableFuture<Void> behind = sending(pace, 50, before);

		before.join();
		assertStaysBlocked(behind);
		pace.killed();
		await().atMost(Duration.ofSeconds(5)).until(behind::isDone);
	}

	@Test
	void holdsBackAWayThatIsFarAheadOfTheOther() {
		Pace pace = new Pace(UNLIMITED, ChaosSchedule.draw(List.of(), 0, 1000, 1), convoyOf(100));
		pace.start();

		CompletableFuture<Void> near = sending(pace, 100);
		CompletableFuture<Void> far = sending(pace, 1, near);

		near.join();
		assertStaysBlocked(far);
		this.own.accepted(ids(1));
		this.other.accepted(ids(1));
		await().atMost(Duration.ofSeconds(5)).until(far::isDone);
	}

	@Test
	void spreadsOrdersOverTime() {
		Pace pace = new Pace(1000, ChaosSchedule.draw(List.of(), 0, 1000, 1), convoyOf(1000));
		long start = System.nanoTime();
		pace.start();

		sending(pace, 200).join();

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	private static void assertStaysBlocked(CompletableFuture<Void> sending) {
		await().during(Duration.ofMillis(200)).atMost(Duration.ofSeconds(5)).until(() -> !sending.isDone());
	}

	private Convoy convoyOf(int lead) {
		return new Convoy(lead, List.of(this.own, this.other));
	}

	private static List<String> ids(int count) {
		return IntStream.range(0, count).mapToObj(String::valueOf).toList();
	}

	private static CompletableFuture<Void> sending(Pace pace, int orders) {
		return sending(pace, orders, CompletableFuture.completedFuture(null));
	}

	private static CompletableFuture<Void> sending(Pace pace, int orders, CompletableFuture<Void> after) {
		return after.thenRunAsync(() -> {
			try {
				pace.await(orders);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
