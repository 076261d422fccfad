/** Tests of the supervision alone, and of all roles together on a real broker. */
@NullMarked
package dev.eventpatterns.blueprint;

import org.jspecify.annotations.NullMarked;
