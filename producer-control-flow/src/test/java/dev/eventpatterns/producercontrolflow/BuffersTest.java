package dev.eventpatterns.producercontrolflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.producercontrolflow.FlowFixtures.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

class BuffersTest {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	private Path folder;

	@Test
	void answersACallerWhenItsOrdersAreConfirmed() throws Exception {
		MemoryBuffer buffer = new MemoryBuffer(10, false, LONG);
		CompletableFuture<String> caller = put(buffer, orders("A", 3));
		await().atMost(LONG).until(() -> buffer.backlog() == 3);

		assertThat(buffer.peek(2)).hasSize(2);
		buffer.remove(2);
		assertThat(caller).isNotDone();
		assertThat(buffer.peek(2)).extracting(TradeOrder::orderId).containsExactly("A-3");
		buffer.remove(1);

		await().atMost(LONG).until(caller::isDone);
		assertThat(caller.join()).isEqualTo("taken");
	}

	@Test
	void letsACallerWaitForRoom() throws Exception {
		MemoryBuffer buffer = new MemoryBuffer(3, false, LONG);
		CompletableFuture<String> first = put(buffer, orders("A", 3));
		await().atMost(LONG).until(() -> buffer.fill() == 1);
		CompletableFuture<String> second = put(buffer, orders("B", 2));
		await().atMost(LONG).until(() -> buffer.backlog() == 5);

		buffer.peek(2);
		buffer.remove(2);

		await().atMost(LONG).until(() -> buffer.fill() == 1);
		assertThat(buffer.peek(10)).extracting(TradeOrder::orderId).containsExactly("A-3", "B-1", "B-2");
		buffer.remove(3);
		await().atMost(LONG).until(() -> first.isDone() && second.isDone());
		assertThat(second.join()).isEqualTo("taken");
	}

	@Test
	void refusesACallerWhenThereIsNoRoomInTimeAndKeepsNothingOfIt() {
		MemoryBuffer buffer = new MemoryBuffer(3, false, Duration.ofMillis(300));
		put(buffer, orders("A", 3));
		await().atMost(LONG).until(() -> buffer.fill() == 1);

		assertThatExceptionOfType(BufferFullException.class).isThrownBy(() -> buffer.put(orders("B", 4)))
			.withMessageContaining("Send fewer");
		MemoryBuffer full = new MemoryBuffer(3, false, SHORT);
		put(full, orders("A", 3));
		assertThat(full.backlog()).isLessThanOrEqualTo(3);
	}

	@Test
	void shedsAtOnce() {
		MemoryBuffer buffer = new MemoryBuffer(3, true, LONG);
		put(buffer, orders("A", 3));
		await().atMost(LONG).until(() -> buffer.fill() == 1);

		assertThatExceptionOfType(BufferFullException.class).isThrownBy(() -> buffer.put(orders("B", 1)));
		assertThat(buffer.peek(10)).hasSize(3);
	}

	@Test
	void takesBackWhatWasNotSentWhenACallerGivesUp() throws Exception {
		MemoryBuffer buffer = new MemoryBuffer(10, false, Duration.ofMillis(500));
		CompletableFuture<String> caller = put(buffer, orders("A", 5));
		await().atMost(LONG).until(() -> buffer.backlog() == 5);
		List<TradeOrder> sent = buffer.peek(2);

		await().atMost(LONG).until(caller::isDone);

		assertThat(caller.join()).contains("not confirmed");
		assertThat(buffer.backlog()).as("what the sender has read").isEqualTo(sent.size());
		buffer.remove(2);
		assertThat(buffer.await(SHORT)).isFalse();
	}

	@Test
	void keepsOnDiskWhatWasAcceptedAndWhatWasConfirmed() throws Exception {
		try (SpillBuffer buffer = SpillBuffer.open(this.folder, 1_000_000)) {
			buffer.put(orders("A", 100));
			buffer.peek(30);
			buffer.remove(30);
		}

		try (SpillBuffer again = SpillBuffer.open(this.folder, 1_000_000)) {
			assertThat(again.backlog()).isEqualTo(70);
			assertThat(again.peek(100)).isEqualTo(orders("A", 100).subList(30, 100));
		}
	}

	@Test
	void cutsOffWhatWasNeverAccepted() throws Exception {
		try (SpillBuffer buffer = SpillBuffer.open(this.folder, 1_000_000)) {
			buffer.put(orders("A", 2));
		}
		Files.writeString(segments().get(0), "{\"orderId\":\"half", StandardOpenOption.APPEND);

		try (SpillBuffer again = SpillBuffer.open(this.folder, 1_000_000)) {
			again.put(orders("B", 1));

			assertThat(again.peek(10)).extracting(TradeOrder::orderId).containsExactly("A-1", "A-2", "B-1");
		}
	}

	@Test
	void setsAsideWhatADamagedDiskHasMadeUnreadable() throws Exception {
		try (SpillBuffer buffer = SpillBuffer.open(this.folder, 1_000_000)) {
			buffer.put(orders("A", 1));
		}
		Files.writeString(segments().get(0), "rubbish\n", StandardOpenOption.APPEND);

		try (SpillBuffer again = SpillBuffer.open(this.folder, 1_000_000)) {
			again.put(orders("B", 1));
			assertThat(again.peek(10)).extracting(TradeOrder::orderId).containsExactly("A-1", "B-1");
			again.remove(2);
			assertThat(again.backlog()).isZero();
		}
		assertThat(Files.readString(this.folder.resolve("unreadable"))).isEqualTo("rubbish\n");
		try (SpillBuffer empty = SpillBuffer.open(this.folder, 1_000_000)) {
			assertThat(empty.backlog()).isZero();
		}
	}

	@Test
	void staysWithinItsBoundForGoodAndRefusesBeyond() throws Exception {
		try (SpillBuffer buffer = SpillBuffer.open(this.folder, 20_000)) {
			for (int round = 0; round < 200; round++) {
				buffer.put(orders("R" + round, 20));
				assertThat(buffer.peek(20)).hasSize(20);
				buffer.remove(20);
				assertThat(Files.size(segments().get(0))).isLessThan(20_000);
			}
			assertThat(segments()).hasSizeLessThan(4);

			assertThatExceptionOfType(BufferFullException.class).isThrownBy(() -> buffer.put(orders("L", 500)));
			assertThat(buffer.backlog()).isZero();
		}
	}

	@Test
	void hasRoomAgainWhenAFileThatWasFilledAtOnceIsConfirmed() throws Exception {
		try (SpillBuffer buffer = SpillBuffer.open(this.folder, 20_000)) {
			for (int i = 0; i < 10; i++) {
				buffer.put(orders("A", 130));
				buffer.peek(130);
				buffer.remove(130);
			}

			assertThat(buffer.fill()).isZero();
		}
	}

	@Test
	void belongsToOneProducerAtATime() throws Exception {
		try (SpillBuffer buffer = SpillBuffer.open(this.folder, 20_000)) {
			assertThat(buffer.backlog()).isZero();

			assertThatIOException().isThrownBy(() -> SpillBuffer.open(this.folder, 20_000))
				.withMessageContaining("producer-control-flow.buffer.folder");
		}
	}

	/** As a queue in memory would do, over many random steps and reopenings. */
	@Test
	void isAQueueThatSurvivesReopening() throws Exception {
		Random random = new Random(5);
		List<TradeOrder> model = new ArrayList<>();
		SpillBuffer buffer = SpillBuffer.open(this.folder, 50_000);
		for (int step = 0; step < 3_000; step++) {
			int count = 1 + random.nextInt(8);
			switch (random.nextInt(5)) {
				case 0, 1 -> {
					List<TradeOrder> some = orders("S" + step, count);
					if (model.size() < 100) {
						buffer.put(some);
						model.addAll(some);
					}
				}
				case 2, 3 -> {
					List<TradeOrder> oldest = buffer.peek(count);
					assertThat(oldest).isEqualTo(model.subList(0, Math.min(count, model.size())));
					buffer.remove(oldest.size());
					model.subList(0, oldest.size()).clear();
				}
				default -> {
					buffer.close();
					buffer = SpillBuffer.open(this.folder, 50_000);
				}
			}
			assertThat(buffer.backlog()).isEqualTo(model.size());
		}
		buffer.close();
	}

	private List<Path> segments() throws Exception {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> file.toString().endsWith(".log")).sorted().toList();
		}
	}

	/** Puts on a thread of its own, and tells how it went. */
	private static CompletableFuture<String> put(OrderBuffer buffer, List<TradeOrder> orders) {
		CompletableFuture<String> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				buffer.put(orders);
				result.complete("taken");
			}
			catch (Exception ex) {
				result.complete(String.valueOf(ex.getMessage()));
			}
		});
		thread.setDaemon(true);
		thread.start();
		return result;
	}

}
