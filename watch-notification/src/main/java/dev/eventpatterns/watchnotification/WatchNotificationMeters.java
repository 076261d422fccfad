package dev.eventpatterns.watchnotification;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** Every meter of server and service. */
@Component
public final class WatchNotificationMeters {

	private static final String PREFIX = "watch.notification.";

	private final MeterRegistry registry;

	WatchNotificationMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	/** Watches a server. */
	public void watchServer(DoubleSupplier watches, DoubleSupplier suspects, DoubleSupplier connections) {
		gauge("watches", "Watches that are registered", watches);
		gauge("suspect.addresses", "Addresses that failed at the last attempt", suspects);
		gauge("connections", "Connections to services' brokers that are open now", connections);
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

	private Counter counter(String name, String description, String tag, String value) {
		return Counter.builder(PREFIX + name).description(description).tag(tag, value).register(this.registry);
	}

	/** A value has changed. */
	public void changed() {
		counter("changes", "Changes of values").increment();
	}

	/** The server has opened a connection to a service's broker. */
	public void connected() {
		counter("connects", "Connections that were opened to services' brokers").increment();
	}

	/** A notice was confirmed. */
	public void delivered(Duration sinceChange) {
		Timer.builder(PREFIX + "delivery.latency")
			.description("From a change to the confirm of its notice by a service's broker")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofMinutes(5))
			.register(this.registry)
			.record(sinceChange);
	}

	/** Notices were not delivered. */
	public void failed(String reason, int notices) {
		counter("failures", "Notices that could not be delivered, by reason", "reason", reason).increment(notices);
	}

	/** Watches were removed because their leases were over. */
	public void expired(int watches) {
		counter("expired", "Watches whose leases were over").increment(watches);
	}

	/** A registration was refused. */
	public void refused(String reason) {
		counter("refused", "Registrations that were refused, by reason", "reason", reason).increment();
	}

	/** The service has taken a value. */
	public void taken(long missed) {
		counter("taken", "Values that were new to the service").increment();
		counter("missed", "Revisions that the service has never seen").increment(missed);
	}

	/** The service has dropped a notice. */
	public void dropped(String reason) {
		counter("dropped", "Notices that the service has dropped, by reason", "reason", reason).increment();
	}

	/** The service's listener has failed. */
	public void listenerFailed() {
		counter("listener.failures", "Times that the listener failed; the value comes again").increment();
	}

	/** The service has registered, or renewed its lease, or tried to. */
	public void registered(String outcome) {
		counter("registrations", "Registrations and renewals of the service, by outcome", "outcome", outcome)
			.increment();
	}

}
