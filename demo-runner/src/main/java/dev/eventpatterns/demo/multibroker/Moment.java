package dev.eventpatterns.demo.multibroker;

import java.util.List;

/**
 * How far the service was at a moment.
 *
 * @param second since the load began
 * @param handled orders handled so far, by broker
 */
record Moment(double second, List<Long> handled) {

	long all() {
		return this.handled.stream().mapToLong(Long::longValue).sum();
	}

}
