package dev.eventpatterns.channelmonitor.room;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.Verdict;

/**
 * What channels looked like of late. There is an upper bound for all channels together:
 * when there are more of them, each looks back less far. A queue that is gone is
 * forgotten. For use by any number of threads.
 */
public final class SampleHistory {

	private final Map<String, SampleRing> rings = new HashMap<>();

	private final Duration window;

	private final int mostPerChannel;

	private final int most;

	/**
	 * Makes an empty history.
	 * @param window how far back it looks
	 * @param interval from one sample of a channel to the next
	 * @param most how many samples of all channels are kept; at least 1
	 */
	public SampleHistory(Duration window, Duration interval, int most) {
		this.window = window;
		this.mostPerChannel = (int) Math.max(1, Math.min(most, window.toMillis() / Math.max(1, interval.toMillis())));
		this.most = most;
	}

	/** Adds a sample. */
	public synchronized void add(ChannelSample sample, Instant now) {
		if (sample.gone()) {
			this.rings.remove(sample.queue());
			return;
		}
		SampleRing ring = this.rings.computeIfAbsent(sample.queue(), (queue) -> new SampleRing());
		// One that is not measured any more keeps the time when it was; the gap is now.
		Instant at = (sample.verdict() == Verdict.UNKNOWN) ? now : sample.sampledAt();
		ring.add(at.toEpochMilli(), sample, share());
	}

	private int share() {
		return Math.max(1, Math.min(this.mostPerChannel, this.most / this.rings.size()));
	}

	/**
	 * How a channel was.
	 * @return empty where nothing is known of it
	 */
	public synchronized Optional<ChannelHistory> of(String queue, Instant now) {
		return Optional.ofNullable(this.rings.get(queue))
			.map((ring) -> ring.history(queue, now.minus(this.window).toEpochMilli()));
	}

	/**
	 * How many messages waited at the newest samples of each channel, by queue.
	 * @param newest how many samples; at least 1
	 * @return the oldest of them first; null is what was not measured
	 */
	public synchronized Map<String, @Nullable Long[]> depths(int newest) {
		Map<String, @Nullable Long[]> depths = new TreeMap<>();
		this.rings.forEach((queue, ring) -> depths.put(queue, ring.depths(newest)));
		return depths;
	}

	/** How many samples are kept. */
	synchronized int size() {
		return this.rings.values().stream().mapToInt(SampleRing::size).sum();
	}

}
