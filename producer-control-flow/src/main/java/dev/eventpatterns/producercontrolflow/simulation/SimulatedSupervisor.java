package dev.eventpatterns.producercontrolflow.simulation;

/**
 * A supervisor that is only calculated: a consumer for so many orders in the queue, more
 * at once, fewer when fewer have been enough for a while.
 *
 * @param cap how many consumers there may be
 * @param ordersPerConsumer for how many orders in the queue there is one
 * @param perConsumer orders a second that a consumer takes
 * @param keepAlive how long fewer must have been enough, in seconds
 */
public record SimulatedSupervisor(int cap, int ordersPerConsumer, double perConsumer, double keepAlive) {
}
