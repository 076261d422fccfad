package dev.eventpatterns.benchmarks.forwarding;

import dev.eventpatterns.eventforwarding.EventForwardingTopology;
import dev.eventpatterns.lab.Broker;

/**
 * Where from and where to. All variants publish to one exchange with one key, and the
 * target alone is bound to it.
 *
 * @param broker the broker and virtual host
 * @param source the queue to empty
 * @param target the queue to fill
 */
record Route(Broker broker, String source, String target) {

	static final String EXCHANGE = EventForwardingTopology.EXCHANGE;

	static final String KEY = EventForwardingTopology.FORWARDED_KEY;

	/** What a receiver prefetches, or how many messages may be unconfirmed. */
	static final int WINDOW = 1000;

}
