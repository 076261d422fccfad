/** From HTTP to the two queues, and back with the reply. */
@NullMarked
package dev.eventpatterns.supervisorconsumer.producer;

import org.jspecify.annotations.NullMarked;
