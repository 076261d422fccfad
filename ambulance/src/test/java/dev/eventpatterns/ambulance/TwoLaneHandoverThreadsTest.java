package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventpatterns.ambulance.TwoLaneHandover.Handed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The hand-over between real threads. */
class TwoLaneHandoverThreadsTest {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final TwoLaneHandover<Integer> handover = new TwoLaneHandover<>(Mode.AMBULANCE, Duration.ofMillis(1),
			Duration.ofMillis(1), System::nanoTime);

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	@AfterEach
	void close() throws InterruptedException {
		this.handover.close();
		for (Thread thread : this.threads) {
			thread.join(PATIENCE.toMillis());
			assertThat(thread.isAlive()).isFalse();
		}
		assertThat(this.failure.get()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 6", "8, 8" })
	void losesDoublesAndReordersNothingHoweverOftenTheModeIsSwitched(int priority, int standard) {
		int orders = 100_000;
		ConcurrentHashMap<String, Boolean> seen = new ConcurrentHashMap<>();
		AtomicInteger taken = new AtomicInteger();
		for (int i = 0; i < priority + standard; i++) {
			Lane own = (i < priority) ? Lane.PRIORITY : Lane.STANDARD;
			int[] last = { -1, -1 };
			start(own, (handed) -> {
				assertThat(seen.put(handed.lane() + "-" + handed.order(), true)).as("taken once").isNull();
				assertThat(handed.order()).as("in the order of its lane").isGreaterThan(last[handed.lane().ordinal()]);
				last[handed.lane().ordinal()] = handed.order();
				taken.incrementAndGet();
			});
		}
		for (Lane lane : Lane.values()) {
			startThread(() -> {
				for (int i = 0; i < orders; i++) {
					this.handover.put(lane, i, Instant.now());
				}
			});
		}

		Random random = new Random(1);
		await().atMost(PATIENCE).pollInterval(1, TimeUnit.MILLISECONDS).until(() -> {
			this.handover.mode(Mode.values()[random.nextInt(3)]);
			return taken.get() == 2 * orders;
		});

		assertThat(seen).hasSize(2 * orders);
	}

	/** Each round can only end if all threads have got an order at the same time. */
	@Test
	void leavesNoThreadIdleWhileThereIsAnOrderForIt() {
		int rounds = 2_000;
		AtomicInteger ended = new AtomicInteger();
		CyclicBarrier all = new CyclicBarrier(4, ended::incrementAndGet);
		for (Lane own : List.of(Lane.PRIORITY, Lane.PRIORITY, Lane.STANDARD, Lane.STANDARD)) {
			start(own, (handed) -> all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
		}

		for (int round = 0; round < rounds; round++) {
			int before = round;
			for (int i = 0; i < 4; i++) {
				this.handover.put(Lane.STANDARD, i, Instant.now());
			}
			await().atMost(PATIENCE)
				.pollDelay(Duration.ZERO)
				.pollInterval(50, TimeUnit.MICROSECONDS)
				.until(() -> ended.get() == before + 1);
		}

		assertThat(ended.get()).isEqualTo(rounds);
	}

	private void start(Lane own, Work work) {
		startThread(() -> {
			for (Handed<Integer> handed = this.handover.take(own); handed != null; handed = this.handover.take(own)) {
				work.on(handed);
			}
		});
	}

	private void startThread(Body body) {
		Thread thread = new Thread(() -> {
			try {
				body.run();
			}
			catch (Throwable ex) {
				this.failure.compareAndSet(null, ex);
			}
		});
		this.threads.add(thread);
		thread.start();
	}

	private interface Work {

		void on(Handed<Integer> handed) throws Exception;

	}

	private interface Body {

		void run() throws Exception;

	}

}
