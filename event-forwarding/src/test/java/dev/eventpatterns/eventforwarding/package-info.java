/** Tests of the window without a broker, and of the three hops with a real one. */
@NullMarked
package dev.eventpatterns.eventforwarding;

import org.jspecify.annotations.NullMarked;
