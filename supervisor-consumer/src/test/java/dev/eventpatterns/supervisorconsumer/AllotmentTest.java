package dev.eventpatterns.supervisorconsumer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.supervisorconsumer.Allotment.Instance;

import static org.assertj.core.api.Assertions.assertThat;

class AllotmentTest {

	@Test
	void givesAllTheSameUpToOne() {
		assertThat(Allotment.divide(11, 500, 0, instances(0, 0, 0))).containsExactly(Map.entry("i-0", 4),
				Map.entry("i-1", 4), Map.entry("i-2", 3));
	}

	@Test
	void givesASingleInstanceAll() {
		assertThat(Allotment.divide(500, 500, 0, instances(0))).containsExactly(Map.entry("i-0", 500));
	}

	@Test
	void givesToANewcomerOnlyWhatTheOthersHaveLetGo() {
		assertThat(Allotment.divide(500, 500, 0, instances(500, 0))).containsExactly(Map.entry("i-0", 250),
				Map.entry("i-1", 0));
		assertThat(Allotment.divide(500, 500, 0, instances(300, 0))).containsExactly(Map.entry("i-0", 250),
				Map.entry("i-1", 200));
		assertThat(Allotment.divide(500, 500, 0, instances(250, 200))).containsExactly(Map.entry("i-0", 250),
				Map.entry("i-1", 250));
	}

	@Test
	void leavesRoomForConsumersThatItDoesNotKnow() {
		assertThat(Allotment.divide(500, 500, 120, instances(380))).containsExactly(Map.entry("i-0", 380));
		assertThat(Allotment.divide(500, 500, 600, instances(3))).containsExactly(Map.entry("i-0", 0));
		assertThat(Allotment.divide(500, 500, 120, instances(300, 0))).containsExactly(Map.entry("i-0", 190),
				Map.entry("i-1", 80));
	}

	@Test
	void dividesNothingAmongNobody() {
		assertThat(Allotment.divide(10, 500, 0, List.of())).isEmpty();
	}

	/** Instances come, go, dawdle and do as told; at no moment are there too many. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void holdsTheCapAtEveryMoment(long seed) {
		Random random = new Random(seed);
		int cap = 50;
		Map<String, Integer> running = new HashMap<>();
		Map<String, Integer> allowed = new HashMap<>();
		int most = 0;
		for (int round = 0; round < 20_000; round++) {
			if (random.nextInt(20) == 0) {
				running.putIfAbsent("i-" + random.nextInt(6), 0);
			}
			if (random.nextInt(40) == 0) {
				String gone = "i-" + random.nextInt(6);
				running.remove(gone);
				allowed.remove(gone);
			}
			List<Instance> instances = new ArrayList<>();
			running.forEach(
					(name, has) -> instances.add(new Instance(name, Math.max(has, allowed.getOrDefault(name, 0)))));
			allowed.putAll(Allotment.divide(random.nextInt(70), cap, 0, instances));
			running.replaceAll((name, has) -> has + towards(allowed.getOrDefault(name, 0) - has, random));
			most = Math.max(most, running.values().stream().mapToInt(Integer::intValue).sum());
			assertThat(most).isLessThanOrEqualTo(cap);
		}

		assertThat(most).isEqualTo(cap);
	}

	private static int towards(int difference, Random random) {
		return Integer.signum(difference) * random.nextInt(Math.abs(difference) + 1);
	}

	private static List<Instance> instances(int... mayHave) {
		List<Instance> instances = new ArrayList<>();
		for (int have : mayHave) {
			instances.add(new Instance("i-" + instances.size(), have));
		}
		return instances;
	}

}
