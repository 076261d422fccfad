package dev.eventpatterns.workflowprocessor.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/**
 * Bounds how often passwords are tried. A try costs a token, and a right password gives
 * it back: so ten at once are no more than ten, and whoever knows the password is never
 * kept out by it. A name cannot be locked from elsewhere, since each address has tokens
 * of its own; an address that goes through many names runs out of those it has for all.
 */
final class LoginThrottle {

	/** Who is forgotten first has not tried for longest. */
	private static final int MOST_KEYS = 20_000;

	/** Several people may share an address. */
	private static final int ADDRESS_SHARE = 5;

	/** What is longer is no name, and must not fill the memory. */
	private static final int LONGEST_NAME = 100;

	private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > MOST_KEYS;
		}

	};

	private final int tries;

	private final Duration pause;

	LoginThrottle(int tries, Duration pause) {
		this.tries = tries;
		this.pause = pause;
	}

	/**
	 * Takes a try.
	 * @return zero if the password may be tried; else how long to wait before that
	 */
	Duration take(String name, String address) {
		Bucket ofAddress = ofAddress(address);
		ConsumptionProbe byAddress = ofAddress.tryConsumeAndReturnRemaining(1);
		if (!byAddress.isConsumed()) {
			return Duration.ofNanos(byAddress.getNanosToWaitForRefill());
		}
		ConsumptionProbe byName = ofName(name, address).tryConsumeAndReturnRemaining(1);
		if (!byName.isConsumed()) {
			ofAddress.addTokens(1);
			return Duration.ofNanos(byName.getNanosToWaitForRefill());
		}
		return Duration.ZERO;
	}

	/** Gives a try back: the password was right, or was not looked at. */
	void giveBack(String name, String address) {
		ofAddress(address).addTokens(1);
		ofName(name, address).addTokens(1);
	}

	private Bucket ofAddress(String address) {
		return bucket("address " + address, this.tries * ADDRESS_SHARE);
	}

	private Bucket ofName(String name, String address) {
		String known = (name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) : name;
		return bucket("name " + address + ' ' + known, this.tries);
	}

	private Bucket bucket(String key, int capacity) {
		synchronized (this.buckets) {
			return this.buckets.computeIfAbsent(key,
					(missing) -> Bucket.builder()
						.addLimit((limit) -> limit.capacity(capacity).refillIntervally(1, this.pause))
						.build());
		}
	}

}
