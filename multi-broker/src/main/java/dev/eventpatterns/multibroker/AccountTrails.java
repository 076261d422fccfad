package dev.eventpatterns.multibroker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Remembers at which brokers an account's orders may be, so that an order on one broker
 * can say behind which others it has to wait. A trail is mostly one broker long. It grows
 * when the account moves, and is cut once an order that names the older places is
 * confirmed: whoever waits for that one waits for those too.
 * <p>
 * Only confirmed orders leave a trail: what was not confirmed is sent again. Of an
 * account that is not remembered, because the producer has just started or has seen too
 * many others since, anything that is presumed is waited for. Not for use by several
 * threads.
 */
public final class AccountTrails {

	/** Position of the last order at a broker, where that is not known. */
	public static final long UNKNOWN = 0;

	private final int most;

	private final Map<String, Map<String, Long>> trails = new LinkedHashMap<>(16, 0.75f, true);

	private boolean hasForgotten;

	/**
	 * Remembers nobody.
	 * @param most how many accounts to remember; those seen longest ago are forgotten
	 */
	public AccountTrails(int most) {
		this.most = most;
	}

	/**
	 * Where older orders may be.
	 * @param account the account
	 * @param broker where the next order goes
	 * @param presumed where orders may be if the account is not remembered
	 * @return the other brokers, each with the position of the account's last order there
	 */
	public Map<String, Long> after(String account, String broker, Set<String> presumed) {
		Map<String, Long> trail = this.trails.get(account);
		if (trail == null) {
			trail = new HashMap<>();
			for (String each : presumed) {
				trail.put(each, UNKNOWN);
			}
			this.trails.put(account, trail);
			forgetEldest();
		}
		if (trail.isEmpty() || trail.size() == 1 && trail.containsKey(broker)) {
			return Map.of();
		}
		Map<String, Long> others = new HashMap<>(trail);
		others.remove(broker);
		return Map.copyOf(others);
	}

	private void forgetEldest() {
		if (this.trails.size() > this.most) {
			this.trails.remove(this.trails.keySet().iterator().next());
			this.hasForgotten = true;
		}
	}

	/** Whether an account that is not remembered may have sent before. */
	public boolean hasForgotten() {
		return this.hasForgotten;
	}

	/**
	 * An order is at its broker.
	 * @param account its account
	 * @param broker the broker
	 * @param position its position
	 * @param after what {@link #after} said for it
	 */
	public void confirmed(String account, String broker, long position, Map<String, Long> after) {
		@Nullable Map<String, Long> trail = this.trails.get(account);
		if (trail == null) {
			return;
		}
		after.forEach((older, last) -> {
			if (Objects.equals(trail.get(older), last)) {
				trail.remove(older);
			}
		});
		trail.merge(broker, position, Math::max);
	}

}
