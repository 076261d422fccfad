package dev.eventpatterns.demo.flow;

/**
 * How a channel was at a moment.
 *
 * @param second since the load began
 * @param depth orders in the queue
 * @param accepted orders that producers had taken over
 * @param handled orders that consumers had handled
 * @param permitted orders a second that the producer may send
 * @param throttled whether a signal held the producer back
 */
record Moment(double second, long depth, long accepted, long handled, double permitted, boolean throttled) {
}
