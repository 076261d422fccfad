/**
 * What services that take or handle orders have in common. A
 * {@link dev.eventpatterns.trading.service.SessionLoop} keeps
 * {@link dev.eventpatterns.trading.service.QueueSession}s open, each a stay at queues
 * that ends with its connection; {@link dev.eventpatterns.trading.service.OrderIntake}
 * takes orders over HTTP.
 */
@NullMarked
package dev.eventpatterns.trading.service;

import org.jspecify.annotations.NullMarked;
