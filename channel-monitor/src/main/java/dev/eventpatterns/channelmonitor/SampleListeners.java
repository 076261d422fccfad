package dev.eventpatterns.channelmonitor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to hear of each sample. For use by any number of threads. */
public final class SampleListeners {

	private static final Logger log = LoggerFactory.getLogger(SampleListeners.class);

	private final List<Consumer<ChannelSample>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Adds one.
	 * @param listener told of each sample from now on
	 * @return takes it away
	 */
	public AutoCloseable add(Consumer<ChannelSample> listener) {
		// Who listens twice is told twice, and each closes their own.
		Consumer<ChannelSample> own = listener::accept;
		this.listeners.add(own);
		return () -> this.listeners.remove(own);
	}

	/** Tells all, on this thread. */
	public void tell(ChannelSample sample) {
		for (Consumer<ChannelSample> listener : this.listeners) {
			try {
				listener.accept(sample);
			}
			catch (RuntimeException ex) {
				log.warn("A listener failed at the sample of {}", sample.queue(), ex);
			}
		}
	}

}
