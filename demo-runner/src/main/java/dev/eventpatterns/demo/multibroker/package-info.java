/**
 * The demonstration of multi-broker: one broker, then three, then one dies and comes
 * back, under load all the while.
 */
@NullMarked
package dev.eventpatterns.demo.multibroker;

import org.jspecify.annotations.NullMarked;
