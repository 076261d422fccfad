package dev.eventpatterns.supervisorconsumer.consumer;

import java.util.concurrent.atomic.LongAdder;

/** How much was done at a queue since this instance started, over all its stays. */
final class WorkFigures {

	private final LongAdder completed = new LongAdder();

	private final LongAdder workedNanos = new LongAdder();

	void done(long nanos) {
		this.completed.increment();
		this.workedNanos.add(nanos);
	}

	long completed() {
		return this.completed.sum();
	}

	long workedNanos() {
		return this.workedNanos.sum();
	}

}
