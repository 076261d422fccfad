package dev.eventpatterns.threaddelegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class TurnsTest {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Turns turns = new Turns();

	/** Guarded by the turns. */
	private int taken;

	@Test
	void takesEveryStepOnceAndOneAtATime() {
		int threads = 8;
		int steps = 20_000;
		List<Thread> started = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(() -> {
				for (int step = 0; step < steps; step++) {
					this.turns.leave(() -> this.taken++);
					if (step % 10 == 0) {
						this.turns.take(() -> this.taken++);
					}
				}
			});
			started.add(thread);
			thread.start();
		}

		await().atMost(PATIENCE).until(() -> started.stream().noneMatch(Thread::isAlive));

		assertThat(this.taken).isEqualTo(threads * (steps + steps / 10));
	}

	@Test
	void leavesAStepToWhoeverHasTheTurn() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch letGo = new CountDownLatch(1);
		AtomicBoolean left = new AtomicBoolean();
		Thread slow = new Thread(() -> this.turns.take(() -> {
			begun.countDown();
			awaitUninterruptibly(letGo);
		}));
		slow.start();
		begun.await();

		this.turns.leave(() -> left.set(true));

		assertThat(left).isFalse();
		letGo.countDown();
		await().atMost(PATIENCE).untilTrue(left);
		slow.join(PATIENCE.toMillis());
	}

	@Test
	void goesOnAfterAStepThatThrows() {
		assertThatThrownBy(() -> this.turns.take(() -> {
			throw new IllegalStateException("wrong");
		})).hasMessage("wrong");

		assertThat(this.turns.ask(() -> "right")).isEqualTo("right");
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
