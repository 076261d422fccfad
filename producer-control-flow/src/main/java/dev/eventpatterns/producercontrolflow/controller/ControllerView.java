package dev.eventpatterns.producercontrolflow.controller;

import java.util.List;

import dev.eventpatterns.producercontrolflow.Presence;

/**
 * What a controller shows.
 *
 * @param last what it last saw and decided
 * @param lowWater its low mark
 * @param highWater its high mark
 * @param producers who has announced itself lately
 */
record ControllerView(FlowState last, long lowWater, long highWater, List<Presence> producers) {
}
