@NullMarked
package dev.eventpatterns.channelmonitor;

import org.jspecify.annotations.NullMarked;
