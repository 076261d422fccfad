/**
 * Thread delegate: more throughput, and still the processing order. Not every event must
 * be ordered, but events within a context must be. A dispatcher takes events from one
 * queue and lets delegates handle those of one account one after another, while those of
 * different accounts run side by side. The core is
 * {@link dev.eventpatterns.threaddelegate.AllocationMap}, which decides, and
 * {@link dev.eventpatterns.threaddelegate.Dispatcher}, which lets threads wait for its
 * decisions; {@link dev.eventpatterns.threaddelegate.Completions} decides what may be
 * acknowledged, and {@link dev.eventpatterns.threaddelegate.Sidings} whose events go out
 * of the others' way, which {@link dev.eventpatterns.threaddelegate.SidingLabels}
 * remembers. {@link dev.eventpatterns.threaddelegate.Holds} knows which contexts wait for
 * a failed event, {@link dev.eventpatterns.threaddelegate.HoldLabels} remembers that, and
 * {@link dev.eventpatterns.threaddelegate.Turns} lets delegates report without waiting
 * for each other. With partitions, {@link dev.eventpatterns.threaddelegate.Shares} tells
 * which instance serves which, among those that
 * {@link dev.eventpatterns.threaddelegate.Members} knows to live.
 */
@NullMarked
package dev.eventpatterns.threaddelegate;

import org.jspecify.annotations.NullMarked;
