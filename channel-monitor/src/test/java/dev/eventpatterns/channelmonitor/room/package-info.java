@NullMarked
package dev.eventpatterns.channelmonitor.room;

import org.jspecify.annotations.NullMarked;
