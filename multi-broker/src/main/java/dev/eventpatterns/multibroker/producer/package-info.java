/** From HTTP to one broker or another. */
@NullMarked
package dev.eventpatterns.multibroker.producer;

import org.jspecify.annotations.NullMarked;
