package dev.eventpatterns.supervisorconsumer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides the consumers among the instances so that the cap holds at every moment, also
 * while they move from one instance to another: an instance gets more only out of what no
 * other one has, or may still have.
 */
public final class Allotment {

	private Allotment() {
	}

	/**
	 * Divides.
	 * @param consumers how many consumers there are to be, at least 0
	 * @param cap the most there may be of all instances together
	 * @param strangers consumers at the queue that none of these instances has told of
	 * @param instances all instances that are alive
	 * @return how many each is to have, by its name
	 */
	public static Map<String, Integer> divide(int consumers, int cap, int strangers, Collection<Instance> instances) {
		List<Instance> ordered = List.copyOf(byName(instances).values());
		Map<String, Integer> shares = new LinkedHashMap<>();
		int left = Math.max(0, Math.min(consumers, cap - strangers));
		for (int i = 0; i < ordered.size(); i++) {
			int share = (left + ordered.size() - i - 1) / (ordered.size() - i);
			shares.put(ordered.get(i).name(), share);
			left -= share;
		}
		long free = cap - (long) strangers - ordered.stream().mapToInt(Instance::mayHave).sum();
		for (Instance instance : ordered) {
			int share = shares.getOrDefault(instance.name(), 0);
			long more = Math.max(0, Math.min(share - instance.mayHave(), free));
			int allowed = (int) Math.min(share, instance.mayHave() + more);
			free -= more;
			shares.put(instance.name(), allowed);
		}
		return shares;
	}

	private static Map<String, Instance> byName(Collection<Instance> instances) {
		Map<String, Instance> byName = new TreeMap<>();
		instances.forEach((instance) -> byName.put(instance.name(), instance));
		return byName;
	}

	/**
	 * An instance, as far as it has told of itself.
	 *
	 * @param name its name, unlike any other's
	 * @param mayHave the most consumers that it may have at this moment: those that it
	 * has, and those that it was allowed and may be about to start
	 */
	public record Instance(String name, int mayHave) {
	}

}
