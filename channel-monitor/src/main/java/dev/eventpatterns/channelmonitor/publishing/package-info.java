/**
 * From samples to whoever wants them: the exchange, HTTP, a stream of events, gauges.
 */
@NullMarked
package dev.eventpatterns.channelmonitor.publishing;

import org.jspecify.annotations.NullMarked;
