package dev.eventpatterns.blueprint;

import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Every meter of what the blueprint adds to its parts. */
@Component
public final class BlueprintMeters {

	private static final String PREFIX = "blueprint.";

	private final MeterRegistry registry;

	private final Counter applied;

	private final Counter suppressed;

	private final Counter urgent;

	private final Counter handedOver;

	BlueprintMeters(MeterRegistry registry) {
		this.registry = registry;
		this.applied = counter("applied", "Orders that were applied to the books");
		this.suppressed = counter("suppressed", "Orders that came again and were not applied again");
		this.urgent = counter("urgent", "Urgent orders handled");
		this.handedOver = counter("handed.over", "Urgent events handed over to the workflow queue");
	}

	private Counter counter(String name, String description) {
		return Counter.builder(PREFIX + name).description(description).register(this.registry);
	}

	/** Watches the supervision of the delegates. */
	public void watch(DoubleSupplier delegates, DoubleSupplier target, DoubleSupplier cap) {
		gauge("delegates", "Delegates that there are, those included that finish their last order", delegates);
		gauge("target", "Delegates that there are to be", target);
		gauge("cap", "Delegates that there may be", cap);
	}

	private void gauge(String name, String description, DoubleSupplier value) {
		Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
			.description(description)
			.strongReference(true)
			.register(this.registry);
	}

	/** An order has come to the books. */
	public void applied(boolean isNew) {
		(isNew ? this.applied : this.suppressed).increment();
	}

	public void urgent() {
		this.urgent.increment();
	}

	public void handedOver() {
		this.handedOver.increment();
	}

}
