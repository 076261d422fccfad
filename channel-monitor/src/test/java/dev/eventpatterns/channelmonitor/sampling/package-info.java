@NullMarked
package dev.eventpatterns.channelmonitor.sampling;

import org.jspecify.annotations.NullMarked;
