package dev.eventpatterns.eventforwarding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class ConfirmWindowTest {

	private static final Duration NOW = Duration.ZERO;

	private static final Duration LONG = Duration.ofSeconds(20);

	@Test
	void countsFromOneAsAChannelInConfirmModeDoes() throws Exception {
		ConfirmWindow<String> window = new ConfirmWindow<>(2);

		assertThat(window.open("a", NOW)).isEqualTo(1);
		assertThat(window.open("b", NOW)).isEqualTo(2);
	}

	@Test
	void releasesAnItemOnceItIsConfirmed() throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a", "b");

		assertThat(window.confirm(1, false)).containsExactly("a");
		assertThat(window.size()).isEqualTo(1);
	}

	@Test
	void releasesAllUpToAMultipleConfirm() throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a", "b", "c", "d");

		assertThat(window.confirm(3, true)).containsExactly("a", "b", "c");
	}

	@Test
	void holdsBackWhatOvertookAnOlderItem() throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a", "b", "c");

		assertThat(window.confirm(3, false)).isEmpty();
		assertThat(window.confirm(2, false)).isEmpty();
		assertThat(window.confirm(1, false)).containsExactly("a", "b", "c");
	}

	@Test
	void takesAConfirmThatComesTwiceAsOne() throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a", "b");
		window.confirm(1, false);

		assertThat(window.confirm(1, false)).isEmpty();
		assertThat(window.confirm(1, true)).isEmpty();
		assertThat(window.size()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 3, Long.MAX_VALUE })
	void refusesAConfirmForWhatWasNeverSent(long sequence) throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a", "b");

		assertThatIllegalArgumentException().isThrownBy(() -> window.confirm(sequence, true))
			.withMessageContaining("the last one sent is 2");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void needsACapacity(int capacity) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConfirmWindow<>(capacity));
	}

	@Test
	void leavesTheItemWithTheCallerWhenThereIsNoRoomInTime() throws Exception {
		ConfirmWindow<String> window = windowWith(2, "a", "b");

		assertThat(window.open("c", Duration.ofMillis(10))).isZero();
		assertThat(window.close()).containsExactly("a", "b");
	}

	@Test
	void waitsForRoomUntilAConfirmMakesSome() throws Exception {
		ConfirmWindow<String> window = windowWith(2, "a", "b");
		FutureTask<Long> third = startInBackground(() -> window.open("c", LONG));
		await().until(() -> third.isDone() || isWaiting());

		assertThat(third).isNotDone();
		window.confirm(1, false);

		assertThat(third.get()).isEqualTo(3);
	}

	@Test
	void sendsWaitingSendersAwayWhenItCloses() throws Exception {
		ConfirmWindow<String> window = windowWith(1, "a");
		FutureTask<Long> second = startInBackground(() -> window.open("b", LONG));
		await().until(this::isWaiting);

		window.close();

		assertThat(second.get()).isZero();
	}

	@Test
	void handsBackInOrderWhatIsUnreleasedWhenItCloses() throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a", "b", "c");
		window.confirm(1, false);
		window.confirm(3, false);

		assertThat(window.close()).containsExactly("b", "c");
		assertThat(window.close()).isEmpty();
	}

	@Test
	void ignoresConfirmsThatComeAfterItClosed() throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a");
		window.close();

		assertThat(window.confirm(1, true)).isEmpty();
		assertThat(window.open("b", NOW)).isZero();
	}

	@Test
	void tellsTheAgeOfTheOldestOpenItem() throws Exception {
		ConfirmWindow<String> window = windowWith(10, "a", "b");

		await().until(() -> window.oldestAge().compareTo(Duration.ofMillis(20)) > 0);
		window.confirm(2, true);

		assertThat(window.oldestAge()).isZero();
	}

	/** The oracle is a plain list: released must be its beginning, in its order. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void agreesWithASequentialOracleOnRandomConfirms(long seed) throws Exception {
		Random random = new Random(seed);
		int capacity = 1 + random.nextInt(20);
		ConfirmWindow<Integer> window = new ConfirmWindow<>(capacity);
		List<Integer> released = new ArrayList<>();
		boolean[] confirmed = new boolean[10_002];
		int sent = 0;
		while (released.size() < 10_000) {
			if (sent < 10_000 && sent - released.size() < capacity && random.nextBoolean()) {
				assertThat(window.open(++sent, NOW)).isEqualTo(sent);
			}
			else if (sent > released.size()) {
				int sequence = released.size() + 1 + random.nextInt(sent - released.size());
				boolean multiple = random.nextInt(4) == 0;
				for (int s = multiple ? 1 : sequence; s <= sequence; s++) {
					confirmed[s] = true;
				}
				int expectedEnd = released.size();
				while (confirmed[expectedEnd + 1]) {
					expectedEnd++;
				}
				List<Integer> expected = IntStream.rangeClosed(released.size() + 1, expectedEnd).boxed().toList();

				List<Integer> now = window.confirm(sequence, multiple);

				assertThat(now).isEqualTo(expected);
				released.addAll(now);
			}
		}
	}

	@Test
	void losesAndReordersNothingBetweenASenderAndAConfirmingThread() throws Exception {
		int total = 200_000;
		ConfirmWindow<Integer> window = new ConfirmWindow<>(64);
		ConcurrentLinkedQueue<Long> onTheWire = new ConcurrentLinkedQueue<>();
		FutureTask<Long> sender = startInBackground(() -> {
			for (int i = 1; i <= total; i++) {
				onTheWire.add(window.open(i, LONG));
			}
			return 0L;
		});
		List<Integer> released = new ArrayList<>();
		Random random = new Random(42);
		List<Long> delayed = new ArrayList<>();
		while (released.size() < total) {
			Long sequence = onTheWire.poll();
			if (sequence != null) {
				delayed.add(sequence);
			}
			if (!delayed.isEmpty() && (sequence == null || random.nextBoolean())) {
				released.addAll(window.confirm(delayed.remove(random.nextInt(delayed.size())), false));
			}
		}

		sender.get();
		assertThat(released).isEqualTo(IntStream.rangeClosed(1, total).boxed().toList());
		assertThat(window.size()).isZero();
	}

	private Thread background;

	private FutureTask<Long> startInBackground(java.util.concurrent.Callable<Long> work) {
		FutureTask<Long> task = new FutureTask<>(work);
		this.background = new Thread(task, "background");
		this.background.setDaemon(true);
		this.background.start();
		return task;
	}

	private boolean isWaiting() {
		return this.background.getState() == Thread.State.TIMED_WAITING;
	}

	@SafeVarargs
	private static <T> ConfirmWindow<T> windowWith(int capacity, T... items) throws InterruptedException {
		ConfirmWindow<T> window = new ConfirmWindow<>(capacity);
		for (T item : items) {
			window.open(item, NOW);
		}
		return window;
	}

}
