package dev.eventpatterns.workflowprocessor;

import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/** Every meter of the workflow processor. */
@Component
public final class WorkflowProcessorMeters {

	private static final String PREFIX = "workflow.processor.";

	private final MeterRegistry registry;

	private final Counter delivered;

	private final Counter stored;

	private final Counter repaired;

	private final Counter resent;

	private final Counter refused;

	private final Counter uncertain;

	private final Counter processed;

	private final AtomicLong waiting = new AtomicLong();

	WorkflowProcessorMeters(MeterRegistry registry) {
		this.registry = registry;
		this.delivered = counter("delivered", "Deliveries acknowledged because their event is stored");
		this.stored = counter("stored", "Events stored that had not been here before");
		this.repaired = counter("repaired", "Events mended by rule and sent back, confirmed");
		this.resent = counter("resent", "Events sent back by people, confirmed");
		this.refused = counter("refused", "Events that the broker returned or refused, and that have stayed here");
		this.uncertain = counter("uncertain", "Events of which it is not known whether they were sent back");
		this.processed = counter("processed", "Events sent back of which a consumer said that it has processed them");
		Gauge.builder(PREFIX + "waiting", this.waiting, AtomicLong::doubleValue)
			.description("Events that wait for a person")
			.register(registry);
	}

	private Counter counter(String name, String description) {
		return Counter.builder(PREFIX + name).description(description).register(this.registry);
	}

	public void delivered(int deliveries, int events) {
		this.delivered.increment(deliveries);
		this.stored.increment(events);
	}

	public void repaired(int events) {
		this.repaired.increment(events);
	}

	public void resent(int events) {
		this.resent.increment(events);
	}

	public void refused(int events) {
		this.refused.increment(events);
	}

	public void uncertain(int events) {
		this.uncertain.increment(events);
	}

	public void processed(int events) {
		this.processed.increment(events);
	}

	public void waiting(long events) {
		this.waiting.set(events);
	}

}
