package dev.eventpatterns.benchmarks.delegate;

/**
 * An account belongs to one worker for ever, by its hash.
 *
 * @param workers how many there are
 */
record StaticHash(int workers) implements WorkerChoice {

	@Override
	public int choose(String account) {
		return of(account, this.workers);
	}

	/** Spreads names that differ in their last digits only. */
	static int of(String account, int buckets) {
		int hash = account.hashCode() * 0x9E3779B9;
		return Math.floorMod(hash ^ (hash >>> 16), buckets);
	}

}
