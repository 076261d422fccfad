package dev.eventpatterns.producercontrolflow.controller;

import org.jspecify.annotations.Nullable;

/**
 * What a controller last saw and decided.
 *
 * @param leading whether it is the one that tells producers
 * @param depth orders in the queue; null: not known
 * @param consumingPerSecond how fast consumers were taken to be
 * @param permittedPerSecond what all producers may send; null: unthrottled
 * @param permittedPerWeight what one of weight 1 may send; null: unthrottled
 * @param reason why, in words
 */
record FlowState(boolean leading, @Nullable Long depth, double consumingPerSecond, @Nullable Double permittedPerSecond,
		@Nullable Double permittedPerWeight, String reason) {

	static final FlowState NOTHING = new FlowState(false, null, 0, null, null, "no broker");

}
