/**
 * From the exchange of a channel monitor elsewhere to those in this JVM who want to know.
 */
@NullMarked
package dev.eventpatterns.channelmonitor.listening;

import org.jspecify.annotations.NullMarked;
