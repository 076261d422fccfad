/**
 * The control room: what it remembers of samples and decisions, and how a browser gets
 * it. The page itself is in {@code src/main/resources/static}.
 */
@NullMarked
package dev.eventpatterns.channelmonitor.room;

import org.jspecify.annotations.NullMarked;
