/**
 * Second hop, queue to queue. A delivery is acknowledged only after the next queue has
 * confirmed it.
 */
@NullMarked
package dev.eventpatterns.eventforwarding.forwarder;

import org.jspecify.annotations.NullMarked;
