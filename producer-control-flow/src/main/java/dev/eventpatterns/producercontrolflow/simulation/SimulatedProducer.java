package dev.eventpatterns.producercontrolflow.simulation;

/**
 * A producer that is only calculated.
 *
 * @param name what it announces itself by
 * @param weight its share
 * @param offered orders a second that its callers offer
 * @param startsAt when it starts, in seconds
 * @param buffer how many orders it keeps; what is offered beyond that is shed
 */
public record SimulatedProducer(String name, double weight, Load offered, double startsAt, double buffer) {
}
