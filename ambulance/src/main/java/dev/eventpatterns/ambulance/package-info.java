/**
 * Ambulance: some events get priority, and all others are still served. Urgent orders
 * have a queue of their own and threads of their own; between two urgent orders such a
 * thread carries ordinary ones (ambulance) or keeps free (carpool). The core is
 * {@link dev.eventpatterns.ambulance.TwoLaneHandover}, which decides what a thread that
 * is free does next; {@link dev.eventpatterns.ambulance.Mode} tells which
 * {@link dev.eventpatterns.ambulance.Lane} it may serve at all, and
 * {@link dev.eventpatterns.ambulance.LaneFigures} what came of it.
 */
@NullMarked
package dev.eventpatterns.ambulance;

import org.jspecify.annotations.NullMarked;
