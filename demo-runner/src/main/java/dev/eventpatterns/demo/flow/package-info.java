/**
 * The demonstration of producer control flow: the same overload with control and without,
 * and the controller on loads that are only calculated.
 */
@NullMarked
package dev.eventpatterns.demo.flow;

import org.jspecify.annotations.NullMarked;
