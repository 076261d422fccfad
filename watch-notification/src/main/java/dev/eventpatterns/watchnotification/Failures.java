package dev.eventpatterns.watchnotification;

import java.time.Instant;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What has failed in a row since it last went well.
 *
 * @param count how often; 0: it went well, or was never tried
 * @param retryAt when to try again, null where nothing failed
 * @param reason why the last one failed, null where nothing failed
 */
public record Failures(int count, @Nullable Instant retryAt, @Nullable String reason) {

	/** Nothing has failed. */
	public static final Failures NONE = new Failures(0, null, null);

	/** One more. */
	Failures oneMore(String why, Instant now, RetryPolicy policy, DoubleSupplier random) {
		return new Failures(this.count + 1, now.plus(policy.pause(this.count + 1, random)), why);
	}

	/** They count as before, but there is reason to try again at once. */
	Failures forgiven() {
		return new Failures(this.count, null, this.reason);
	}

	/** Whether it may be tried now. */
	boolean permit(Instant now) {
		return this.retryAt == null || !now.isBefore(this.retryAt);
	}

}
