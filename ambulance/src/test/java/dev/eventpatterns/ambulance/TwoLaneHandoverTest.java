package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.eventpatterns.ambulance.TwoLaneHandover.Handed;

import static dev.eventpatterns.ambulance.Lane.PRIORITY;
import static dev.eventpatterns.ambulance.Lane.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TwoLaneHandoverTest {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicLong clock = new AtomicLong();

	private final TwoLaneHandover<String> handover = new TwoLaneHandover<>(Mode.AMBULANCE, Duration.ofSeconds(1),
			Duration.ZERO, this.clock::get);

	@Test
	void givesAPriorityThreadPriorityOrdersFirst() throws Exception {
		put(STANDARD, "s1", "s2");
		put(PRIORITY, "p1", "p2");

		assertThat(take(PRIORITY, 4)).containsExactly("p1", "p2", "s1", "s2");
	}

	@Test
	void givesAStandardThreadOnlyStandardOrders() throws Exception {
		put(PRIORITY, "p1");
		put(STANDARD, "s1");

		assertThat(take(STANDARD, 1)).containsExactly("s1");
		assertWaits(STANDARD);
	}

	@Test
	void letsAPriorityThreadIdleInCarpoolMode() throws Exception {
		this.handover.mode(Mode.CARPOOL);
		put(STANDARD, "s1");

		assertWaits(PRIORITY);
		assertThat(take(STANDARD, 1)).containsExactly("s1");
	}

	@ParameterizedTest
	@EnumSource(Lane.class)
	void givesEveryThreadTheOldestOrderInModeNone(Lane own) throws Exception {
		this.handover.mode(Mode.NONE);
		this.handover.put(PRIORITY, "second", START.plusMillis(2));
		this.handover.put(STANDARD, "first", START.plusMillis(1));
		this.handover.put(STANDARD, "third", START.plusMillis(3));

		assertThat(take(own, 3)).containsExactly("first", "second", "third");
	}

	@Test
	void letsStandardOrdersThatWaitedTooLongThroughButNeverTwoInARow() throws Exception {
		put(STANDARD, "s1", "s2", "s3");
		put(PRIORITY, "p1", "p2", "p3");
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());

		assertThat(take(PRIORITY, 6)).containsExactly("s1", "p1", "s2", "p2", "s3", "p3");
	}

	@Test
	void givesPriorityRightAfterAStandardOrderHoweverLongTheOthersWaited() throws Exception {
		put(STANDARD, "s1", "s2");
		this.clock.addAndGet(Duration.ofSeconds(5).toNanos());
		assertThat(take(PRIORITY, 1)).containsExactly("s1");

		put(PRIORITY, "p1");

		assertThat(take(PRIORITY, 2)).containsExactly("p1", "s2");
	}

	@Test
	void letsAStandardOrderWaitForAsLongAsItMay() throws Exception {
		put(STANDARD, "s1");
		put(PRIORITY, "p1");
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos() - 1);

		assertThat(take(PRIORITY, 2)).containsExactly("p1", "s1");
	}

	@Test
	void keepsEveryThreadToItsLaneInCarpoolModeEvenIfStandardOrdersWaitedTooLong() throws Exception {
		this.handover.mode(Mode.CARPOOL);
		put(STANDARD, "s1");
		put(PRIORITY, "p1");
		this.clock.addAndGet(Duration.ofSeconds(5).toNanos());

		assertThat(take(PRIORITY, 1)).containsExactly("p1");
		assertWaits(PRIORITY);
	}

	@Test
	void tellsHowLongAnOrderHasWaited() throws Exception {
		put(STANDARD, "s1");
		this.clock.addAndGet(1_500_000);

		Handed<String> handed = this.handover.take(STANDARD);

		assertThat(handed).isEqualTo(new Handed<>(STANDARD, "s1", Duration.ofNanos(1_500_000)));
	}

	@Test
	void putsWhatIsTriedAgainBeforeTheOthersOfItsLane() throws Exception {
		put(STANDARD, "s2", "s3");

		this.handover.putAgain(STANDARD, "s1", START);

		assertThat(take(STANDARD, 3)).containsExactly("s1", "s2", "s3");
	}

	@Test
	void wakesAPriorityThreadThatIdledWhenTheModeChanges() throws Exception {
		this.handover.mode(Mode.CARPOOL);
		put(STANDARD, "s1");
		AtomicReference<Handed<String>> taken = new AtomicReference<>();
		Thread thread = taking(PRIORITY, taken);
		await().until(() -> thread.getState() == Thread.State.WAITING);

		this.handover.mode(Mode.AMBULANCE);

		await().until(() -> taken.get() != null);
		assertThat(taken.get().order()).isEqualTo("s1");
	}

	@Test
	void prefersToWakeAStandardThreadForAStandardOrder() throws Exception {
		AtomicReference<Handed<String>> byPriority = new AtomicReference<>();
		AtomicReference<Handed<String>> byStandard = new AtomicReference<>();
		Thread priority = taking(PRIORITY, byPriority);
		await().until(() -> priority.getState() == Thread.State.WAITING);
		Thread standard = taking(STANDARD, byStandard);
		await().until(() -> standard.getState() == Thread.State.WAITING);

		put(STANDARD, "s1");

		await().until(() -> byStandard.get() != null);
		assertThat(priority.getState()).isEqualTo(Thread.State.WAITING);
		this.handover.close();
	}

	@Test
	void sendsThreadsHomeWhenItIsClosedAndServesAgainWhenItIsOpened() throws Exception {
		AtomicReference<Handed<String>> taken = new AtomicReference<>();
		Thread thread = taking(PRIORITY, taken);
		await().until(() -> thread.getState() == Thread.State.WAITING);

		this.handover.close();
		put(PRIORITY, "p1");

		thread.join(10_000);
		assertThat(taken.get()).isNull();
		assertThat(this.handover.take(PRIORITY)).isNull();
		this.handover.open();
		assertThat(take(PRIORITY, 1)).containsExactly("p1");
	}

	@Test
	void forgetsAllThatWaitsWhenItIsCleared() {
		put(STANDARD, "s1");
		put(PRIORITY, "p1", "p2");
		assertThat(this.handover.depth(PRIORITY)).isEqualTo(2);

		this.handover.clear();

		assertThat(this.handover.depth(STANDARD)).isZero();
		assertThat(this.handover.depth(PRIORITY)).isZero();
	}

	private void put(Lane lane, String... orders) {
		for (String order : orders) {
			this.handover.put(lane, order, START);
		}
	}

	private List<String> take(Lane own, int count) throws InterruptedException {
		List<String> orders = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			orders.add(this.handover.take(own).order());
		}
		return orders;
	}

	private void assertWaits(Lane own) throws InterruptedException {
		AtomicReference<Handed<String>> taken = new AtomicReference<>();
		Thread thread = taking(own, taken);
		await().until(() -> thread.getState() == Thread.State.WAITING);
		thread.interrupt();
		thread.join(10_000);
		assertThat(taken.get()).isNull();
	}

	private Thread taking(Lane own, AtomicReference<Handed<String>> taken) {
		Thread thread = new Thread(() -> {
			try {
				taken.set(this.handover.take(own));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
