/**
 * Event forwarding: no message is lost while data passes from one service to another.
 * Each hop hands responsibility on before it lets go: a sender keeps an order until the
 * broker has confirmed and routed it, a receiver acknowledges it only when the next hop
 * has taken over. The core is {@link dev.eventpatterns.eventforwarding.ConfirmWindow},
 * which makes that fast; start reading there.
 */
@NullMarked
package dev.eventpatterns.eventforwarding;

import org.jspecify.annotations.NullMarked;
