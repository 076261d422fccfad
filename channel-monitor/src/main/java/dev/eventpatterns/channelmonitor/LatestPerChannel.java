package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Between the monitor and somebody who may be slow: of each channel only the newest
 * sample is kept, so it holds no more than there are channels, and the monitor never
 * waits. For use by any number of threads.
 */
public final class LatestPerChannel implements Mailbox<ChannelSample> {

	private final Map<String, ChannelSample> samples = new LinkedHashMap<>();

	private boolean closed;

	/** Puts a sample in the place of an older one that nobody has taken. */
	public synchronized void put(ChannelSample sample) {
		if (!this.closed) {
			this.samples.put(sample.queue(), sample);
			notifyAll();
		}
	}

	/** Takes all that there is, the longest untaken channel first. */
	@Override
	public synchronized List<ChannelSample> take(Duration atMost) throws InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		while (this.samples.isEmpty() && !this.closed) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return List.of();
			}
			wait(left);
		}
		List<ChannelSample> taken = new ArrayList<>(this.samples.values());
		this.samples.clear();
		return taken;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	@Override
	public synchronized boolean isClosed() {
		return this.closed;
	}

}
