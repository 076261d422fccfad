package dev.eventpatterns.benchmarks.flow;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.producercontrolflow.FlowSignal;
import dev.eventpatterns.producercontrolflow.SignalGate;

/**
 * The rule of samples that show the pattern: every 3 s the depth is looked at. Above high
 * water a producer pauses 3 s instead of 1 s between two orders, so it sends a third;
 * below, it sends as usual. All producers take signals from one queue, so each signal
 * reaches one of them, in turn.
 */
final class OnOffRule extends Services {

	static final String NAME = "on-off-rule";

	private static final Duration POLL = Duration.ofSeconds(3);

	private static final double SLOWED = 1 / 3.0;

	private final String queue;

	private long polledAt = System.nanoTime();

	private int signals;

	OnOffRule(Broker broker, String queue) {
		super(broker, queue, false);
		this.queue = queue;
	}

	@Override
	public void tend(long depth) {
		if (System.nanoTime() - this.polledAt < POLL.toNanos()) {
			return;
		}
		this.polledAt = System.nanoTime();
		@Nullable Double permitted = (depth > Overload.HIGH_WATER) ? SLOWED * Overload.OFFERED_PER_PRODUCER : null;
		SignalGate next = gates().get(this.signals++ % gates().size());
		next.receive(new FlowSignal(this.queue, permitted, this.signals, Duration.ofDays(1).toMillis(), "on-off rule"),
				System.nanoTime());
	}

}
