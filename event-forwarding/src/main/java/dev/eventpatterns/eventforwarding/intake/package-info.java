/**
 * First hop, HTTP to queue. An order is answered 202 only after the broker has confirmed
 * and routed it.
 */
@NullMarked
package dev.eventpatterns.eventforwarding.intake;

import org.jspecify.annotations.NullMarked;
