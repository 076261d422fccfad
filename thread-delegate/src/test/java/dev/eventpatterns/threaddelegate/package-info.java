/** Tests of the core without a broker, and of the consumer with a real one. */
@NullMarked
package dev.eventpatterns.threaddelegate;

import org.jspecify.annotations.NullMarked;
