/**
 * Blueprint: the patterns together, a system that monitors and heals itself. What the
 * supervisor scales here are the delegates of the process that consumes: the number that
 * {@link dev.eventpatterns.blueprint.DelegateSupervision} decides on is how many orders
 * are handled at once, and it changes without any order being delivered again. Order is
 * kept within an account and a lane: an urgent order overtakes the others of its account,
 * for that is what its lane is for. Whatever comes twice is applied once, because an
 * order and what it changes are stored in one commit, under the order's id.
 */
@NullMarked
package dev.eventpatterns.blueprint;

import org.jspecify.annotations.NullMarked;
