/**
 * From a broker to samples: asks the queues over AMQP, the statistics over HTTP, one pass
 * at a time.
 */
@NullMarked
package dev.eventpatterns.channelmonitor.sampling;

import org.jspecify.annotations.NullMarked;
