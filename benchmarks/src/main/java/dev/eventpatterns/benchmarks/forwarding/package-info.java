/**
 * Event forwarding beside its peers: queue to queue against a plain client, Shovel, a
 * listener that waits for each confirm and a forwarder that guarantees nothing; queue to
 * database against one commit per message.
 */
@NullMarked
package dev.eventpatterns.benchmarks.forwarding;

import org.jspecify.annotations.NullMarked;
