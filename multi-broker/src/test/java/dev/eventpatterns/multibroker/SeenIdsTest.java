package dev.eventpatterns.multibroker;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeenIdsTest {

	@Test
	void remembersTheLastOnesAndForgetsTheOthers() {
		SeenIds seen = new SeenIds(1_000);

		IntStream.range(0, 1_500).forEach((i) -> seen.add("id-" + i));

		assertThat(IntStream.range(0, 1_500).filter((i) -> seen.contains("id-" + i)).min()).hasValue(500);
	}

}
