package dev.eventpatterns.multibroker;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** Every meter of producers and consumers, each with the broker as its tag. */
@Component
public final class MultiBrokerMeters {

	private static final String PREFIX = "multi.broker.";

	private static final String BROKER_TAG = "broker";

	private final MeterRegistry registry;

	MultiBrokerMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	/** The meters of a producer for one broker. */
	public Sending sending(String broker) {
		return new Sending(broker);
	}

	/** The meters of a consumer for one broker. */
	public Receiving receiving(String broker) {
		return new Receiving(broker);
	}

	/** Watches whether a broker takes orders. */
	public void watchAvailable(String broker, DoubleSupplier value) {
		gauge("available", "1 while the broker takes orders, 0 otherwise", broker, value);
	}

	/** Watches how much a broker has not confirmed. */
	public void watchUnconfirmed(String broker, DoubleSupplier value) {
		gauge("unconfirmed", "Orders that the broker has been given and has not confirmed", broker, value);
	}

	/** Watches how many orders wait in a broker's queue. */
	public void watchDepth(String broker, DoubleSupplier value) {
		gauge("depth", "Orders ready in the broker's queue; not a number where that is not known", broker, value);
	}

	/** Watches how many orders are held back. */
	public void watchHeld(String broker, DoubleSupplier value) {
		gauge("held", "Orders that wait for older ones of their account on another broker", broker, value);
	}

	private void gauge(String name, String description, String broker, DoubleSupplier value) {
		Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
			.description(description)
			.tag(BROKER_TAG, broker)
			.strongReference(true)
			.register(this.registry);
	}

	private Counter counter(String name, String description, String broker) {
		return Counter.builder(PREFIX + name).description(description).tag(BROKER_TAG, broker).register(this.registry);
	}

	/** What a producer counts. */
	public final class Sending {

		private final Timer confirms;

		private final Counter ejected;

		private final Counter resent;

		private Sending(String broker) {
			this.confirms = Timer.builder(PREFIX + "confirm")
				.description("How long the broker took to confirm an order")
				.tag(BROKER_TAG, broker)
				.publishPercentileHistogram()
				.minimumExpectedValue(Duration.ofNanos(100_000))
				.maximumExpectedValue(Duration.ofSeconds(10))
				.register(MultiBrokerMeters.this.registry);
			this.ejected = counter("ejected", "Times that the broker was ejected", broker);
			this.resent = counter("possible.duplicates", "Orders sent to the broker that another may have", broker);
		}

		public void confirmed(Duration took) {
			this.confirms.record(took);
		}

		public void ejected() {
			this.ejected.increment();
		}

		public void resent() {
			this.resent.increment();
		}

		/** How many orders were confirmed. */
		public long confirmed() {
			return this.confirms.count();
		}

		/** How often the broker was ejected. */
		public long ejections() {
			return (long) this.ejected.count();
		}

	}

	/** What a consumer counts. */
	public final class Receiving {

		private final Counter processed;

		private final Counter unidentified;

		private final Counter duplicates;

		private final Counter failed;

		private final Counter handedOver;

		private Receiving(String broker) {
			this.processed = counter("processed", "Orders that were handled", broker);
			this.unidentified = counter("unidentified", "Orders handled that came without an id", broker);
			this.duplicates = counter("duplicates", "Orders that were not handled a second time", broker);
			this.failed = counter("failed", "Times that the handler threw", broker);
			this.handedOver = counter("handed.over", "Events handed over to the workflow queue", broker);
		}

		public void processed(boolean identified) {
			this.processed.increment();
			if (!identified) {
				this.unidentified.increment();
			}
		}

		public void duplicate() {
			this.duplicates.increment();
		}

		public void failed() {
			this.failed.increment();
		}

		public void handedOver() {
			this.handedOver.increment();
		}

		/** How many orders were handled. */
		public long count() {
			return (long) this.processed.count();
		}

		/** How many orders were not handled a second time. */
		public long duplicates() {
			return (long) this.duplicates.count();
		}

	}

}
