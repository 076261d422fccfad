package dev.eventpatterns.benchmarks.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.eventpatterns.channelmonitor.ChannelSample;

/** How old samples get before the next ones take their places. */
final class SampleAge implements Consumer<ChannelSample> {

	private final Map<String, Instant> taken = new ConcurrentHashMap<>();

	private final AtomicLong oldestNanos = new AtomicLong();

	@Override
	public void accept(ChannelSample sample) {
		Instant before = this.taken.put(sample.queue(), sample.sampledAt());
		if (before != null) {
			long age = Duration.between(before, Instant.now()).toNanos();
			this.oldestNanos.accumulateAndGet(age, Math::max);
		}
	}

	/** The ages of before do not count any more. */
	void forget() {
		this.oldestNanos.set(0);
	}

	Duration oldest() {
		return Duration.ofNanos(this.oldestNanos.get());
	}

}
