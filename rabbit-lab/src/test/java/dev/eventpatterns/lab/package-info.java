/**
 * Tests of the lab. Those that need a broker are named {@code *IT} and use the lab itself
 * to get one.
 */
@NullMarked
package dev.eventpatterns.lab;

import org.jspecify.annotations.NullMarked;
