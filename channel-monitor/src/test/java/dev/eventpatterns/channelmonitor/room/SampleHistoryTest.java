package dev.eventpatterns.channelmonitor.room;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class SampleHistoryTest {

	private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void tellsWhatWasSampledWithTheOldestFirst() {
		SampleHistory history = new SampleHistory(Duration.ofMinutes(1), SECOND, 1_000);
		history.add(sample("orders", 0, 7L, Verdict.OK), at(0));
		history.add(sample("orders", 1, 9L, Verdict.LAGGING), at(1));

		ChannelHistory told = history.of("orders", at(1)).orElseThrow();

		assertThat(told.atMillis()).containsExactly(at(0).toEpochMilli(), at(1).toEpochMilli());
		assertThat(told.messagesReady()).containsExactly(7L, 9L);
		assertThat(told.messagesUnacked()).containsExactly(3L, 3L);
		assertThat(told.consumers()).containsExactly(2L, 2L);
		assertThat(told.publishRate()).containsExactly(10.5, 10.5);
		assertThat(told.ackRate()).containsExactly(null, null);
		assertThat(told.verdict()).containsExactly("OK", "LAGGING");
		assertThat(history.of("others", at(1))).isEmpty();
	}

	@Test
	void leavesAGapWhereAChannelIsNotMeasured() {
		SampleHistory history = new SampleHistory(Duration.ofMinutes(1), SECOND, 1_000);
		history.add(sample("orders", 0, 7L, Verdict.OK), at(0));
		history.add(sample("orders", 0, 7L, Verdict.UNKNOWN), at(4));

		ChannelHistory told = history.of("orders", at(4)).orElseThrow();

		assertThat(told.atMillis()).as("the gap is when it was noticed")
			.containsExactly(at(0).toEpochMilli(), at(4).toEpochMilli());
		assertThat(told.messagesReady()).as("unknown, and neither 0 nor what it was before").containsExactly(7L, null);
		assertThat(told.consumers()).containsExactly(2L, null);
		assertThat(history.depths(5).get("orders")).containsExactly(7L, null);
	}

	@Test
	void forgetsWhatIsOlderThanItsWindow() {
		SampleHistory history = new SampleHistory(Duration.ofSeconds(10), SECOND, 1_000);
		for (int i = 0; i < 100; i++) {
			history.add(sample("orders", i, (long) i, Verdict.OK), at(i));
		}

		assertThat(history.size()).isEqualTo(10);
		assertThat(history.of("orders", at(99)).orElseThrow().messagesReady()).startsWith(90L)
			.endsWith(99L)
			.hasSize(10);
		assertThat(history.of("orders", at(105)).orElseThrow().messagesReady()).as("nothing has come for a while")
			.containsExactly(95L, 96L, 97L, 98L, 99L);
		assertThat(history.depths(3).get("orders")).containsExactly(97L, 98L, 99L);
	}

	@Test
	void looksBackLessFarWhenThereAreMoreChannels() {
		SampleHistory history = new SampleHistory(Duration.ofSeconds(100), SECOND, 200);
		for (int i = 0; i < 100; i++) {
			history.add(sample("first", i, (long) i, Verdict.OK), at(i));
		}
		assertThat(history.size()).isEqualTo(100);

		List<String> many = IntStream.range(0, 19).mapToObj((i) -> "queue-" + i).toList();
		for (int i = 100; i < 150; i++) {
			history.add(sample("first", i, (long) i, Verdict.OK), at(i));
			for (String queue : many) {
				history.add(sample(queue, i, (long) i, Verdict.OK), at(i));
			}
		}

		assertThat(history.size()).as("20 channels with 10 samples each").isEqualTo(200);
		assertThat(history.of("first", at(149)).orElseThrow().messagesReady()).startsWith(140L)
			.endsWith(149L)
			.hasSize(10);
		assertThat(history.of("queue-7", at(149)).orElseThrow().messagesReady()).hasSize(10).endsWith(149L);
	}

	@Test
	void looksBackFurtherAgainWhenChannelsAreGone() {
		SampleHistory history = new SampleHistory(Duration.ofSeconds(100), SECOND, 20);
		for (int i = 0; i < 30; i++) {
			history.add(sample("staying", i, (long) i, Verdict.OK), at(i));
			history.add(sample("going", i, (long) i, Verdict.OK), at(i));
		}
		assertThat(history.of("staying", at(29)).orElseThrow().atMillis()).hasSize(10);

		history.add(ChannelSample.gone("going", at(30)), at(30));
		for (int i = 30; i < 60; i++) {
			history.add(sample("staying", i, (long) i, Verdict.OK), at(i));
		}

		assertThat(history.of("going", at(60))).isEmpty();
		assertThat(history.depths(10)).containsOnlyKeys("staying");
		assertThat(history.of("staying", at(59)).orElseThrow().messagesReady()).hasSize(20)
			.startsWith(40L)
			.endsWith(59L);
	}

	private static Instant at(int second) {
		return START.plusSeconds(second);
	}

	private static ChannelSample sample(String queue, int second, Long ready, Verdict verdict) {
		return new ChannelSample(queue, ready, 3L, 2, 10.5, null, null, verdict, "", at(second));
	}

}
