package dev.eventpatterns.supervisorconsumer;

/**
 * Says how many consumers a channel needs at this moment. It knows no bounds and has no
 * memory: how fast its word is followed is up to the {@link Scaler}.
 */
@FunctionalInterface
public interface ScalingPolicy {

	/**
	 * Tells what is needed.
	 * @param observation of a channel whose depth is known
	 * @return the need; unknown where a figure is missing that this policy goes by
	 */
	Need need(Observation observation);

}
