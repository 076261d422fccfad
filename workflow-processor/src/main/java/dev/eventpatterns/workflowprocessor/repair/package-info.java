/**
 * Rules that mend what can be mended without a doubt. Plain Java: start with
 * {@link dev.eventpatterns.workflowprocessor.repair.RepairChain}.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor.repair;

import org.jspecify.annotations.NullMarked;
