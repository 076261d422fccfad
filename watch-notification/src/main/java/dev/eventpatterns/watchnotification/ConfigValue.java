package dev.eventpatterns.watchnotification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A value as it is at a revision.
 *
 * @param key its key
 * @param value null where it was never set
 * @param revision how often it was changed: 1, 2, 3…; 0 where it was never set
 * @param changedAt when it was changed last, null where it was never set
 */
public record ConfigValue(String key, @Nullable String value, long revision, @Nullable Instant changedAt) {

	/** What there is before the first change. */
	public static ConfigValue unset(String key) {
		return new ConfigValue(key, null, 0, null);
	}

	/** The next revision. */
	public ConfigValue changedTo(String newValue, Instant now) {
		return new ConfigValue(this.key, newValue, this.revision + 1, now);
	}

}
