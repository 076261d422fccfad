package dev.eventpatterns.eventforwarding.store;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.TradeOrder;

/**
 * An order at the end of its way.
 *
 * @param order the order
 * @param sentAt when its producer published it, null where it did not say
 * @param storedAt when it was stored
 */
record StoredOrder(@JsonUnwrapped TradeOrder order, @Nullable Instant sentAt, Instant storedAt) {

}
