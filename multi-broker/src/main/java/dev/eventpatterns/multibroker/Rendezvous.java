package dev.eventpatterns.multibroker;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Rendezvous hashing: each context ranks all brokers by a hash of both names and takes
 * the first that is there. When a broker goes, only its own contexts move, and they
 * spread over all others; when it returns, just those come back. Nobody needs a table.
 *
 * @see <a href="https://doi.org/10.1109/90.663936">Thaler and Ravishankar: Using
 * Name-Based Mappings to Increase Hit Rates</a>
 */
public final class Rendezvous {

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private Rendezvous() {
	}

	/**
	 * Ranks brokers.
	 * @param context the account
	 * @param brokers the names, in any order
	 * @return all of them, the context's favourite first
	 */
	public static List<String> rank(String context, Collection<String> brokers) {
		return brokers.stream()
			.sorted(Comparator.comparingLong((String broker) -> weight(context, broker))
				.reversed()
				.thenComparing(Comparator.naturalOrder()))
			.toList();
	}

	/** FNV-1a over both names, and a finalizer that lets every bit count. */
	private static long weight(String context, String broker) {
		long hash = fnv(fnv(FNV_OFFSET, broker) * FNV_PRIME, context);
		// Finalizer of MurmurHash3, by Austin Appleby.
		hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
		hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
		return hash ^ (hash >>> 33);
	}

	private static long fnv(long start, String text) {
		long hash = start;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash ^ text.charAt(i)) * FNV_PRIME;
		}
		return hash;
	}

}
