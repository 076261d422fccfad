/** Connections to the brokers, and what travels over them beside orders. */
@NullMarked
package dev.eventpatterns.multibroker.broker;

import org.jspecify.annotations.NullMarked;
