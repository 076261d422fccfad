package dev.eventpatterns.producercontrolflow;

import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/** Every meter of controller, producers and consumers. */
@Component
public final class ProducerControlFlowMeters {

	private static final String PREFIX = "producer.control.flow.";

	private final MeterRegistry registry;

	ProducerControlFlowMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	/** Watches a controller. What is not known is not a number. */
	public void watchController(DoubleSupplier depth, DoubleSupplier consuming, DoubleSupplier permitted,
			DoubleSupplier producers, DoubleSupplier leading) {
		gauge("depth", "Orders that wait in the queue", depth);
		gauge("consuming.rate", "Orders a second that consumers take", consuming);
		gauge("permitted.rate", "Orders a second that all producers may send; not a number: unthrottled", permitted);
		gauge("producers", "Producers that have announced themselves lately", producers);
		gauge("leading", "Whether this controller decides, 1 or 0", leading);
	}

	/** Watches a producer. */
	public void watchProducer(DoubleSupplier rate, DoubleSupplier throttled, DoubleSupplier backlog,
			DoubleSupplier fill) {
		gauge("producer.rate", "Orders a second that this producer may send", rate);
		gauge("throttled", "Whether a signal holds this producer back, 1 or 0", throttled);
		gauge("backlog", "Orders that wait in this producer's buffer, or for room in it", backlog);
		gauge("buffer.fill", "Used part of this producer's buffer, 0 to 1", fill);
	}

	private void gauge(String name, String description, DoubleSupplier value) {
		Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
			.description(description)
			.strongReference(true)
			.register(this.registry);
	}

	private Counter counter(String name, String description, String tag, String value) {
		return Counter.builder(PREFIX + name).description(description).tag(tag, value).register(this.registry);
	}

	private Counter counter(String name, String description) {
		return Counter.builder(PREFIX + name).description(description).register(this.registry);
	}

	/** The controller has decided something new. */
	public void decided(String kind) {
		counter("decisions", "Decisions that changed something, by kind", "kind", kind).increment();
	}

	/** The controller has sent a signal. */
	public void signalled() {
		counter("signals.sent", "Signals sent, repeated ones too").increment();
	}

	/** An announcement could not be read, or was none that a producer would make. */
	public void presenceRefused() {
		counter("presences.refused", "Announcements that could not be read").increment();
	}

	/** The producer has heard a signal. */
	public void heard(String outcome) {
		counter("signals.heard", "Signals heard, by what became of them", "outcome", outcome).increment();
	}

	public void published(int orders) {
		counter("published", "Orders that the broker has confirmed").increment(orders);
	}

	/** A caller's orders were not taken, or not confirmed in time. */
	public void refused(String reason, int orders) {
		counter("refused", "Orders that a caller was refused, by reason", "reason", reason).increment(orders);
	}

	public void processed(boolean identified) {
		counter("processed", "Orders handled").increment();
		if (!identified) {
			counter("unidentified", "Orders handled that came without an id").increment();
		}
	}

	public void handedOver() {
		counter("handed.over", "Events handed over to the workflow queue").increment();
	}

}
