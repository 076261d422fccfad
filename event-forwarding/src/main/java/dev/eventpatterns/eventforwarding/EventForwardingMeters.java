package dev.eventpatterns.eventforwarding;

import java.time.Duration;
import java.util.function.IntSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * Every meter of the three hops. A process has those of its roles move, the rest stay 0.
 */
@Component
public final class EventForwardingMeters {

	private static final String PREFIX = "event.forwarding.";

	private static final String HOP_TAG = "hop";

	private final MeterRegistry registry;

	private final Counter accepted;

	private final Counter refused;

	private final Counter forwarded;

	private final Counter stored;

	private final Counter duplicates;

	private final Counter unidentified;

	private final Counter handedOver;

	private final Timer endToEnd;

	EventForwardingMeters(MeterRegistry registry) {
		this.registry = registry;
		this.accepted = counter("accepted", "Orders answered 202");
		this.refused = counter("refused", "Malformed entries of requests, each answered 400");
		this.forwarded = counter("forwarded", "Deliveries acknowledged because the next queue had taken them over");
		this.stored = counter("stored", "Orders committed to the database");
		this.duplicates = counter("duplicates", "Orders that had been stored before and were suppressed");
		this.unidentified = counter("unidentified", "Orders stored that came without an id");
		this.handedOver = counter("handed.over", "Events handed over to the workflow queue");
		this.endToEnd = Timer.builder(PREFIX + "end.to.end.latency")
			.description("From an order's sent-at to its commit")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofMinutes(1))
			.register(registry);
	}

	private Counter counter(String name, String description) {
		return Counter.builder(PREFIX + name).description(description).register(this.registry);
	}

	public void accepted(int orders) {
		this.accepted.increment(orders);
	}

	public void refused(int entries) {
		this.refused.increment(entries);
	}

	public void forwarded(int deliveries) {
		this.forwarded.increment(deliveries);
	}

	public void stored(int orders) {
		this.stored.increment(orders);
	}

	public void duplicates(int orders) {
		this.duplicates.increment(orders);
	}

	public void unidentified(int orders) {
		this.unidentified.increment(orders);
	}

	public void handedOver(int events) {
		this.handedOver.increment(events);
	}

	public void endToEnd(Duration latency) {
		this.endToEnd.record(latency);
	}

	/** The meters of a hop that publishes. */
	public Publishing publishing(Hop hop, IntSupplier inFlight) {
		Gauge.builder(PREFIX + "in.flight", inFlight, IntSupplier::getAsInt)
			.description("Messages published and not yet confirmed")
			.tag(HOP_TAG, hop.label())
			.strongReference(true)
			.register(this.registry);
		Counter confirmed = Counter.builder(PREFIX + "confirmed")
			.description("Messages that the broker confirmed")
			.tag(HOP_TAG, hop.label())
			.register(this.registry);
		Timer confirmLatency = Timer.builder(PREFIX + "confirm.latency")
			.description("From publishing to the broker's confirm, of the oldest message that a confirm releases")
			.tag(HOP_TAG, hop.label())
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofNanos(100_000))
			.maximumExpectedValue(Duration.ofSeconds(30))
			.register(this.registry);
		for (Failure failure : Failure.values()) {
			failures(hop, failure);
		}
		return new Publishing(hop, confirmed, confirmLatency);
	}

	private Counter failures(Hop hop, Failure failure) {
		return Counter.builder(PREFIX + failure.meter)
			.description(failure.description)
			.tag(HOP_TAG, hop.label())
			.register(this.registry);
	}

	/** Why a hop gave up its channel. */
	public enum Failure {

		RETURNED("returned", "Times that a message came back because no queue was there to take it"),

		NACKED("nacked", "Times that the broker refused a message"),

		TIMED_OUT("timed.out", "Times that a confirm did not come in time"),

		CLOSED("channel.lost", "Times that the channel or its connection was lost");

		private final String meter;

		private final String description;

		Failure(String meter, String description) {
			this.meter = meter;
			this.description = description;
		}

	}

	/** The meters of one hop that publishes. */
	public final class Publishing {

		private final Hop hop;

		private final Counter confirmed;

		private final Timer confirmLatency;

		private Publishing(Hop hop, Counter confirmed, Timer confirmLatency) {
			this.hop = hop;
			this.confirmed = confirmed;
			this.confirmLatency = confirmLatency;
		}

		public void confirmed(int messages, Duration oldest) {
			this.confirmed.increment(messages);
			this.confirmLatency.record(oldest);
		}

		public void failed(Failure failure) {
			failures(this.hop, failure).increment();
		}

	}

}
