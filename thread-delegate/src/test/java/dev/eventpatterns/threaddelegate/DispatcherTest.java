package dev.eventpatterns.threaddelegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DispatcherTest {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Work IDLE = (assignment) -> {
	};

	private final Dispatcher<Integer> dispatcher = new Dispatcher<>();

	private final List<Thread> delegates = new ArrayList<>();

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	@AfterEach
	void close() throws InterruptedException {
		this.dispatcher.close();
		for (Thread delegate : this.delegates) {
			delegate.join(PATIENCE.toMillis());
			assertThat(delegate.isAlive()).isFalse();
		}
		assertThat(this.failure.get()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 8, 500 })
	void handlesEveryEventOnceAndInTheOrderOfItsContext(int threads) {
		int events = 200_000;
		Map<String, Integer> last = new ConcurrentHashMap<>();
		Set<String> running = ConcurrentHashMap.newKeySet();
		AtomicInteger handled = new AtomicInteger();
		start(threads, (assignment) -> {
			assertThat(running.add(assignment.context())).as("alone in its context").isTrue();
			Integer before = last.put(assignment.context(), assignment.event());
			assertThat(assignment.event()).isEqualTo((before != null) ? before + 1 : 0);
			assertThat(running.remove(assignment.context())).isTrue();
			handled.incrementAndGet();
		});

		Random random = new Random(threads);
		int[] next = new int[50];
		for (int i = 0; i < events; i++) {
			int context = random.nextInt(1 + random.nextInt(next.length));
			this.dispatcher.submit("context " + context, next[context]++);
		}

		await().atMost(PATIENCE).until(() -> handled.get() == events);
		await().atMost(PATIENCE).until(() -> this.dispatcher.inFlight() == 0);
	}

	/** Each round can only end if all delegates are at work at the same time. */
	@Test
	void keepsEveryDelegateBusyWhileThereAreContextsToRun() {
		int threads = 8;
		CyclicBarrier together = new CyclicBarrier(threads);
		AtomicInteger handled = new AtomicInteger();
		start(threads, (assignment) -> {
			together.await(30, TimeUnit.SECONDS);
			handled.incrementAndGet();
		});

		for (int round = 0; round < 2_000; round++) {
			int expected = (round + 1) * threads;
			for (int context = 0; context < threads; context++) {
				this.dispatcher.submit("context " + context, round);
			}
			await().pollInterval(Duration.ofNanos(50_000))
				.atMost(PATIENCE)
				.until(() -> handled.get() == expected || this.failure.get() != null);
		}
	}

	@Test
	void passesOnTheWakeUpOfADelegateThatIsInterrupted() {
		AtomicInteger handled = new AtomicInteger();
		for (int round = 0; round < 500; round++) {
			Thread first = start(1, IDLE).get(0);
			start(1, (assignment) -> {
				handled.incrementAndGet();
			});
			this.dispatcher.submit("context", round);
			first.interrupt();
			await().pollInterval(Duration.ofNanos(50_000))
				.atMost(PATIENCE)
				.until(() -> this.dispatcher.inFlight() == 0);
		}

		assertThat(this.dispatcher.allocations()).isEmpty();
	}

	@Test
	void sendsSleepingDelegatesHomeWhenItIsClosed() {
		start(20, IDLE);
		await().atMost(PATIENCE)
			.until(() -> this.delegates.stream().allMatch((thread) -> thread.getState() == Thread.State.WAITING));

		this.dispatcher.close();

		await().atMost(PATIENCE).until(() -> this.delegates.stream().noneMatch(Thread::isAlive));
	}

	@Test
	void sendsHomeOnlyThoseThatAreNotNeededAndLetsThemFinish() throws Exception {
		CyclicBarrier begun = new CyclicBarrier(5);
		CountDownLatch mayFinish = new CountDownLatch(1);
		AtomicInteger handled = new AtomicInteger();
		List<Thread> threads = start(4, (assignment) -> {
			if (assignment.event() == 0) {
				begun.await(60, TimeUnit.SECONDS);
				assertThat(mayFinish.await(60, TimeUnit.SECONDS)).isTrue();
			}
			handled.incrementAndGet();
		});
		for (int context = 0; context < 4; context++) {
			this.dispatcher.submit("context " + context, 0);
		}
		begun.await(60, TimeUnit.SECONDS);

		this.dispatcher.limit(1);
		mayFinish.countDown();

		await().atMost(PATIENCE).until(() -> !threads.get(2).isAlive() && !threads.get(3).isAlive());
		assertThat(handled.get()).isGreaterThanOrEqualTo(2);
		for (int i = 0; i < 100; i++) {
			this.dispatcher.submit("context " + i, 1);
		}
		await().atMost(PATIENCE).until(() -> handled.get() == 104);
		assertThat(threads.get(0).isAlive() && threads.get(1).isAlive()).isTrue();
	}

	@Test
	void losesNoWakeUpWhileDelegatesComeAndGo() {
		AtomicInteger handled = new AtomicInteger();
		for (int round = 0; round < 300; round++) {
			List<Thread> threads = start(4, (assignment) -> handled.incrementAndGet());
			int first = this.delegates.size() - threads.size();
			for (int i = 0; i < 4; i++) {
				this.dispatcher.submit("context " + i, round);
			}
			this.dispatcher.limit(first);
			int expected = 4 * (round + 1);
			await().pollInterval(Duration.ofNanos(50_000)).atMost(PATIENCE).until(() -> handled.get() == expected);
			this.dispatcher.limit(Integer.MAX_VALUE);
		}
	}

	private List<Thread> start(int threads, Work work) {
		List<Thread> started = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			int number = this.delegates.size();
			Thread thread = new Thread(() -> run(number, work), "delegate " + number);
			this.delegates.add(thread);
			started.add(thread);
			thread.start();
		}
		return started;
	}

	private void run(int number, Work work) {
		try {
			for (Assignment<Integer> next = this.dispatcher.next(number); next != null; next = this.dispatcher
				.next(number, next)) {
				work.on(next);
			}
		}
		catch (InterruptedException ex) {
			// Sent home.
		}
		catch (Throwable ex) {
			this.failure.compareAndSet(null, ex);
		}
	}

	private interface Work {

		void on(Assignment<Integer> assignment) throws Exception;

	}

}
