/** From HTTP to the two queues. */
@NullMarked
package dev.eventpatterns.ambulance.producer;

import org.jspecify.annotations.NullMarked;
