/**
 * The tools that demonstrations measure with: services as processes that can be killed,
 * clients that send orders and keep book of what was answered, a schedule of kills, taps
 * on an exchange, and the arithmetic of what was lost where. None knows a pattern.
 */
@NullMarked
package dev.eventpatterns.demo.chaos;

import org.jspecify.annotations.NullMarked;
