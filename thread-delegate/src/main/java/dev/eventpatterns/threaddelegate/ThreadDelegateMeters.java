package dev.eventpatterns.threaddelegate;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** Every meter of dispatcher and delegates. */
@Component
public final class ThreadDelegateMeters {

	private static final String PREFIX = "thread.delegate.";

	private final MeterRegistry registry;

	private final Counter processed;

	private final Counter unidentified;

	private final Counter retried;

	private final Counter handedOver;

	private final Counter sided;

	private final Timer responseTime;

	ThreadDelegateMeters(MeterRegistry registry) {
		this.registry = registry;
		this.processed = counter("processed", "Events handled");
		this.unidentified = counter("unidentified", "Events handled that came without an id");
		this.retried = counter("retried", "Times that an event was tried again");
		this.handedOver = counter("handed.over", "Events handed over to the workflow queue");
		this.sided = counter("sided", "Events put into a siding");
		this.responseTime = Timer.builder(PREFIX + "response.time")
			.description("From an event's receipt to the end of its handling")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofNanos(100_000))
			.maximumExpectedValue(Duration.ofMinutes(1))
			.register(registry);
	}

	/** Watches a dispatcher. */
	public void watch(DoubleSupplier saturation, DoubleSupplier windowUse, DoubleSupplier hotShare, DoubleSupplier held,
			DoubleSupplier openSidings) {
		gauge("saturation", "Share of the delegates that are busy, 0 to 1", saturation);
		gauge("window.use", "Share of the prefetch that is in memory, 0 to 1", windowUse);
		gauge("hot.context.share", "Share of the events in memory that belong to the context with the most, 0 to 1",
				hotShare);
		gauge("held.contexts", "Contexts whose events wait for a failed one", held);
		gauge("open.sidings", "Sidings that are in use", openSidings);
	}

	private void gauge(String name, String description, DoubleSupplier value) {
		Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
			.description(description)
			.strongReference(true)
			.register(this.registry);
	}

	private Counter counter(String name, String description) {
		return Counter.builder(PREFIX + name).description(description).register(this.registry);
	}

	public void processed(boolean identified, Duration took) {
		this.processed.increment();
		if (!identified) {
			this.unidentified.increment();
		}
		this.responseTime.record(took);
	}

	public void retried() {
		this.retried.increment();
	}

	public void handedOver() {
		this.handedOver.increment();
	}

	public void sided() {
		this.sided.increment();
	}

}
