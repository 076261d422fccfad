package dev.eventpatterns.supervisorconsumer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a consumer replies to whoever waits for an order.
 *
 * @param orderId null where the order has none
 * @param result {@value #EXECUTED}, or {@value #FAILED} when it was handed over to the
 * workflow queue
 * @param reason why it failed, else null
 * @param worker who handled it, null when it failed
 * @param startedAt when its handling began
 * @param finishedAt when its handling ended
 */
public record TradeReply(@Nullable String orderId, String result, @Nullable String reason, @Nullable String worker,
		Instant startedAt, Instant finishedAt) {

	public static final String EXECUTED = "EXECUTED";

	public static final String FAILED = "FAILED";

}
