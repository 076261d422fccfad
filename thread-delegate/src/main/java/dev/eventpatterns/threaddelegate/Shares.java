package dev.eventpatterns.threaddelegate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Who serves which partition. Every instance works it out for itself, and whoever knows
 * of the same instances comes to the same result: each partition goes to the instance
 * that is drawn highest for it (rendezvous hashing), but nobody gets more than a fair
 * share. When an instance comes or goes, few partitions move but those that it gets or
 * had.
 *
 * @see <a href=
 * "https://www.microsoft.com/en-us/research/wp-content/uploads/2017/02/HRW98.pdf">
 * Thaler, Ravishankar: Using Name-Based Mappings to Increase Hit Rates</a>
 */
public final class Shares {

	private Shares() {
	}

	/**
	 * Shares partitions out.
	 * @param members names of the instances, in any order; without any, nobody gets a
	 * partition
	 * @param partitions how many there are; they are numbered from 1
	 * @return who gets which partition
	 */
	public static SortedMap<Integer, String> of(Collection<String> members, int partitions) {
		List<Draw> draws = new ArrayList<>();
		for (String member : members) {
			for (int partition = 1; partition <= partitions; partition++) {
				draws.add(new Draw(member, partition, draw(member + "/" + partition)));
			}
		}
		draws.sort(Comparator.comparingLong(Draw::height)
			.reversed()
			.thenComparing(Draw::member)
			.thenComparing(Draw::partition));
		int share = members.isEmpty() ? 0 : partitions / members.size();
		int larger = members.isEmpty() ? 0 : partitions % members.size();
		Map<String, Integer> loads = new HashMap<>();
		SortedMap<Integer, String> owners = new TreeMap<>();
		for (Draw draw : draws) {
			int load = loads.getOrDefault(draw.member, 0);
			if (!owners.containsKey(draw.partition) && (load < share || load == share && larger > 0)) {
				larger -= (load == share) ? 1 : 0;
				owners.put(draw.partition, draw.member);
				loads.put(draw.member, load + 1);
			}
		}
		return owners;
	}

	/** A number that any process draws alike, and that looks like chance. */
	private static long draw(String text) {
		CRC32 checksum = new CRC32();
		checksum.update(text.getBytes(StandardCharsets.UTF_8));
		// CRC is linear: mixed as SplitMix64 does.
		long mixed = checksum.getValue() * 0x9E3779B97F4A7C15L;
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return (mixed ^ (mixed >>> 31)) >>> 1;
	}

	private record Draw(String member, int partition, long height) {
	}

}
