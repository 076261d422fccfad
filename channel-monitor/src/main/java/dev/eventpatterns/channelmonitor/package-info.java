/**
 * Channel monitor: how loaded and how healthy is each channel right now?
 */
@NullMarked
package dev.eventpatterns.channelmonitor;

import org.jspecify.annotations.NullMarked;
