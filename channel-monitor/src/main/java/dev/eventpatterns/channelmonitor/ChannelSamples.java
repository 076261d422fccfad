package dev.eventpatterns.channelmonitor;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells others in the same JVM how channels are, whether they are sampled here or heard
 * of through the exchange of a channel monitor elsewhere. For use by any number of
 * threads.
 */
public interface ChannelSamples {

	/**
	 * The newest sample of a channel, however old: its age is the caller's to judge.
	 * @param queue the channel's queue
	 * @return the sample, or empty if there was none so far
	 */
	Optional<ChannelSample> latest(String queue);

	/**
	 * Tells about each sample from now on, on a thread of the monitor, one at a time.
	 * @param listener must be quick; what it throws is logged and changes nothing
	 * @return ends it
	 */
	AutoCloseable onSample(Consumer<ChannelSample> listener);

}
