package dev.eventpatterns.eventforwarding.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.TradeOrder;

/**
 * An order as it came from the queue, with an id in any case.
 *
 * @param order the order
 * @param sentAt when its producer published it, null where it did not say
 * @param identified whether the id is the sender's; one given here cannot tell a
 * redelivery from a new order
 */
record ReceivedOrder(TradeOrder order, @Nullable Instant sentAt, boolean identified) {

}
