package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharesTest {

	private final Random random = new Random(1);

	@Test
	void givesEachPartitionToOneAndToNobodyMoreThanOneMoreThanToOthers() {
		for (int instances = 1; instances <= 9; instances++) {
			List<String> members = members(instances);

			Map<Integer, String> owners = Shares.of(members, 16);

			assertThat(owners.keySet()).hasSize(16).allMatch((partition) -> partition >= 1 && partition <= 16);
			Map<String, Integer> loads = loads(members, owners);
			assertThat(Collections.max(loads.values()) - Collections.min(loads.values())).isLessThanOrEqualTo(1);
		}
	}

	@Test
	void comesToTheSameResultInAnyOrderOfTheInstances() {
		List<String> members = members(5);
		Map<Integer, String> owners = Shares.of(members, 12);

		Collections.reverse(members);

		assertThat(Shares.of(members, 12)).isEqualTo(owners);
	}

	@Test
	void movesLittleMoreThanWhatAnInstanceThatComesIsToGet() {
		int moved = 0;
		int needed = 0;
		for (int i = 0; i < 500; i++) {
			List<String> members = members(1 + this.random.nextInt(6));
			Map<Integer, String> before = Shares.of(members, 24);
			String joining = members(1).get(0);
			members.add(joining);

			Map<Integer, String> after = Shares.of(members, 24);

			moved += (int) after.entrySet()
				.stream()
				.filter((entry) -> !entry.getValue().equals(before.get(entry.getKey())))
				.count();
			needed += (int) after.values().stream().filter(joining::equals).count();
		}

		assertThat(moved).isGreaterThanOrEqualTo(needed).isLessThan(needed * 3 / 2);
	}

	@Test
	void givesNothingToNobody() {
		assertThat(Shares.of(List.of(), 4)).isEmpty();
	}

	private List<String> members(int count) {
		List<String> members = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			members.add(new UUID(this.random.nextLong(), this.random.nextLong()).toString());
		}
		return members;
	}

	private static Map<String, Integer> loads(List<String> members, Map<Integer, String> owners) {
		Map<String, Integer> loads = new HashMap<>();
		members.forEach((member) -> loads.put(member, 0));
		owners.values().forEach((owner) -> loads.merge(owner, 1, Integer::sum));
		return loads;
	}

}
