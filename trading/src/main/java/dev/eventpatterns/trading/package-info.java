/**
 * The story that all modules share: trade orders, their four wire forms, and a seeded
 * generator of them. A {@link dev.eventpatterns.trading.TradeOrder} is valid by
 * construction; whatever cannot become one is a
 * {@link dev.eventpatterns.trading.MalformedOrderException} that names the field and the
 * reason, so that a consumer can set the message aside and go on. Plain Java: no Spring
 * and no AMQP.
 */
@NullMarked
package dev.eventpatterns.trading;

import org.jspecify.annotations.NullMarked;
