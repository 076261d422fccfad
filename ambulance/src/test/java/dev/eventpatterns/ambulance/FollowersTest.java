package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.eventpatterns.ambulance.Lane.PRIORITY;
import static dev.eventpatterns.ambulance.Lane.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A priority thread, while the next priority order may still be on its way. */
class FollowersTest {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final List<String> taken = new CopyOnWriteArrayList<>();

	private TwoLaneHandover<String> handover = handover(LONG);

	@AfterEach
	void sendTheThreadHome() {
		this.handover.close();
	}

	@Test
	void letsNoStandardOrderInBetweenPriorityOrdersThatCameTogether() {
		put(PRIORITY, "p1", "p2");
		put(STANDARD, "s1");
		Thread thread = startPriorityThread();
		await().until(() -> this.taken.size() == 2 && thread.getState() == Thread.State.TIMED_WAITING);

		put(PRIORITY, "p3");

		await().until(() -> this.taken.size() == 3);
		assertThat(this.taken).containsExactly("p1", "p2", "p3");
	}

	@Test
	void goesOnWithStandardOrdersAtOnceAfterAPriorityOrderThatWasAlone() {
		put(PRIORITY, "p1");
		put(STANDARD, "s1", "s2");

		startPriorityThread();

		await().until(() -> this.taken.size() == 3);
		assertThat(this.taken).containsExactly("p1", "s1", "s2");
	}

	@Test
	void goesOnWithStandardOrdersWhenNoneFollows() {
		this.handover = handover(Duration.ofMillis(20));
		put(PRIORITY, "p1", "p2");
		put(STANDARD, "s1", "s2");

		startPriorityThread();

		await().until(() -> this.taken.size() == 4);
		assertThat(this.taken).containsExactly("p1", "p2", "s1", "s2");
	}

	@Test
	void waitsForNoneOnceTheModeIsSwitched() {
		put(PRIORITY, "p1", "p2");
		put(STANDARD, "s1");
		Thread thread = startPriorityThread();
		await().until(() -> this.taken.size() == 2 && thread.getState() == Thread.State.TIMED_WAITING);

		this.handover.mode(Mode.NONE);

		await().until(() -> this.taken.size() == 3);
		assertThat(this.taken).containsExactly("p1", "p2", "s1");
	}

	@Test
	void isSentHomeWhileItWaits() throws Exception {
		put(PRIORITY, "p1", "p2");
		Thread thread = startPriorityThread();
		await().until(() -> this.taken.size() == 2 && thread.getState() == Thread.State.TIMED_WAITING);

		this.handover.close();

		thread.join(10_000);
		assertThat(thread.isAlive()).isFalse();
	}

	private static TwoLaneHandover<String> handover(Duration follow) {
		return new TwoLaneHandover<>(Mode.AMBULANCE, LONG, follow, System::nanoTime);
	}

	private void put(Lane lane, String... orders) {
		for (String order : orders) {
			this.handover.put(lane, order, Instant.now());
		}
	}

	private Thread startPriorityThread() {
		Thread thread = new Thread(() -> {
			try {
				for (var handed = this.handover.take(PRIORITY); handed != null; handed = this.handover.take(PRIORITY)) {
					this.taken.add(handed.order());
				}
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
