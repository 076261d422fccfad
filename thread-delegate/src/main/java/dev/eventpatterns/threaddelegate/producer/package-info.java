/** From HTTP to the queue. */
@NullMarked
package dev.eventpatterns.threaddelegate.producer;

import org.jspecify.annotations.NullMarked;
