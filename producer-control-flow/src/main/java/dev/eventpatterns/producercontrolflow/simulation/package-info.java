/**
 * A channel that is only calculated, for trying the controller on loads that no broker
 * need carry: {@link dev.eventpatterns.producercontrolflow.simulation.FlowSimulation}
 * runs the very code that runs live.
 */
@NullMarked
package dev.eventpatterns.producercontrolflow.simulation;

import org.jspecify.annotations.NullMarked;
