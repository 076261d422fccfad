/** The demonstration of supervisor and consumers. */
@NullMarked
package dev.eventpatterns.demo.supervisor;

import org.jspecify.annotations.NullMarked;
