/**
 * The window on the wire: what publishes through a confirm channel and gives it up when
 * it breaks. Shared by the two hops that publish.
 */
@NullMarked
package dev.eventpatterns.eventforwarding.broker;

import org.jspecify.annotations.NullMarked;
