package dev.eventpatterns.trading;

import org.jspecify.annotations.Nullable;

/**
 * What a producer sends: a body and its content type.
 *
 * @param body the bytes; not copied
 * @param contentType the content type; null to send none
 * @param order the order that the body holds; null if the body is malformed
 */
public record Payload(byte[] body, @Nullable String contentType, @Nullable TradeOrder order) {
}
