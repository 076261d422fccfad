package dev.eventpatterns.watchnotification.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Service;

import dev.eventpatterns.watchnotification.AllowList;
import dev.eventpatterns.watchnotification.ConfigValue;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.ServiceAddress;
import dev.eventpatterns.watchnotification.Watch;
import dev.eventpatterns.watchnotification.WatchId;
import dev.eventpatterns.watchnotification.WatchNotificationMeters;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;
import dev.eventpatterns.watchnotification.WatchRegistry;
import dev.eventpatterns.watchnotification.WatchView;

/**
 * Values and watches: each change is stored first and known second, so that whoever was
 * answered can rely on it. One change at a time, which is what makes revisions count.
 */
@Service
@Profile(Role.CONFIG_SERVER)
public class ConfigServer {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final WatchRegistry registry;

	private final ConfigStore store;

	private final AllowList allowList;

	private final WatchNotificationProperties properties;

	private final WatchNotificationMeters meters;

	private final Notifier notifier;

	private final ReentrantLock changing = new ReentrantLock();

	private final ExpiredWatches expired = new ExpiredWatches();

	ConfigServer(WatchRegistry registry, ConfigStore store, AllowList allowList, WatchNotificationProperties properties,
			WatchNotificationMeters meters, Notifier notifier) {
		this.registry = registry;
		this.store = store;
		this.allowList = allowList;
		this.properties = properties;
		this.meters = meters;
		this.notifier = notifier;
		store.restore(registry, Instant.now().plus(properties.lease()));
	}

	/** A value as it is now. */
	public ConfigValue value(String key) {
		return this.registry.value(key);
	}

	/**
	 * Changes a value, and lets all who watch it be told. Setting what it is already is
	 * no change.
	 * @return the value with its revision
	 */
	public ConfigValue change(String key, String content) {
		ConfigValue changed = oneAtATime(() -> {
			ConfigValue before = this.registry.value(key);
			if (content.equals(before.value())) {
				return before;
			}
			ConfigValue now = before.changedTo(content, Instant.now());
			this.store.save(now);
			this.registry.put(now);
			this.meters.changed();
			return now;
		});
		this.notifier.wake();
		return changed;
	}

	/**
	 * Registers a watch, or renews its lease.
	 * @param known the revision that the service has, null where it does not say
	 * @throws AllowList.ForbiddenAddressException if the server must not connect there
	 * @throws TooManyWatchesException if there are as many as there may be
	 */
	public Registration register(WatchId id, ServiceAddress address, String queue, @Nullable Long known) {
		this.allowList.resolve(address);
		return oneAtATime(() -> {
			Watch before = this.registry.find(id);
			if (before == null && this.registry.size() >= this.properties.maxWatches()) {
				throw new TooManyWatchesException(this.properties.maxWatches());
			}
			Instant until = Instant.now().plus(this.properties.lease());
			ConfigValue value = this.registry.value(id.key());
			this.store.save(id, address, queue, value.revision(), until);
			this.registry.register(id, address, queue, until);
			this.expired.remove(id);
			Long had = (known != null || before == null) ? known : Long.valueOf(before.delivered());
			return new Registration(id, address, queue, value, missed(value, had), this.properties.lease(), until);
		});
	}

	private static long missed(ConfigValue value, @Nullable Long had) {
		return (had != null) ? Math.max(0, value.revision() - had - 1) : 0;
	}

	/** Removes a service's watches, and tells how many there were. */
	public int remove(String service) {
		return oneAtATime(() -> {
			List<Watch> leaving = this.registry.ofService(service);
			this.store.remove(leaving);
			this.registry.remove(leaving);
			return leaving.size();
		});
	}

	/** Removes the watches whose leases are over. */
	List<Watch> removeExpired() {
		return oneAtATime(() -> {
			List<Watch> over = this.registry.expired(Instant.now());
			if (!over.isEmpty()) {
				this.store.remove(over);
				this.registry.remove(over);
				this.expired.add(over);
				this.meters.expired(over.size());
			}
			return over;
		});
	}

	/**
	 * Shows watches, and the last of those that have expired.
	 * @param most how many at the most
	 */
	public List<WatchView> watches(Predicate<WatchView> filter, int most) {
		List<WatchView> shown = new ArrayList<>(this.registry.look(Instant.now(), filter, most));
		this.expired.look().stream().filter(filter).limit(most - shown.size()).forEach(shown::add);
		return shown;
	}

	private <T> T oneAtATime(Supplier<T> work) {
		try {
			if (!this.changing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new QueryTimeoutException("the store has been busy for " + PATIENCE.toSeconds() + " s");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new QueryTimeoutException("interrupted while waiting for the store", ex);
		}
		try {
			return work.get();
		}
		finally {
			this.changing.unlock();
		}
	}

	/**
	 * What a service is told when it registers.
	 *
	 * @param missed how many revisions it will never see
	 * @param lease how long the watch lasts
	 * @param until when it ends unless it is renewed
	 */
	public record Registration(WatchId id, ServiceAddress address, String queue, ConfigValue value, long missed,
			Duration lease, Instant until) {
	}

	/** There are as many watches as there may be. */
	public static final class TooManyWatchesException extends RuntimeException {

		TooManyWatchesException(int most) {
			super("There are " + most + " watches, which is as many as this server takes"
					+ " (watch-notification.max-watches). Remove some, or wait until leases expire.");
		}

	}

}
