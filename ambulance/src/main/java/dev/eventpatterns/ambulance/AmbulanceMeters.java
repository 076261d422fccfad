package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Every meter of the two lanes and their threads. */
@Component
public final class AmbulanceMeters {

	private static final String PREFIX = "ambulance.";

	private static final String LANE_TAG = "lane";

	private static final String THREAD_TAG = "thread";

	private final MeterRegistry registry;

	private final Map<Lane, LaneMeters> lanes = new EnumMap<>(Lane.class);

	AmbulanceMeters(MeterRegistry registry) {
		this.registry = registry;
		for (Lane lane : Lane.values()) {
			this.lanes.put(lane, new LaneMeters(lane));
		}
	}

	/** The meters of one lane. */
	public LaneMeters of(Lane lane) {
		return Objects.requireNonNull(this.lanes.get(lane));
	}

	/** Watches how many orders of a lane wait. */
	public void watchDepth(Lane lane, DoubleSupplier depth) {
		gauge("depth", "Orders that wait for a thread of this process", LANE_TAG, lane.label(), depth);
	}

	/** Watches how much of its time a thread waits. */
	public void watchIdleShare(String thread, DoubleSupplier share) {
		gauge("idle.share", "Share of its time that a thread waited for orders in this mode, 0 to 1", THREAD_TAG,
				thread, share);
	}

	private void gauge(String name, String description, String tag, String of, DoubleSupplier value) {
		Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
			.description(description)
			.tag(tag, of)
			.strongReference(true)
			.register(this.registry);
	}

	/** The meters of one lane. */
	public final class LaneMeters {

		private final Counter served;

		private final Counter unidentified;

		private final Counter failed;

		private final Counter handedOver;

		private final Timer wait;

		private final Timer sinceSent;

		private LaneMeters(Lane lane) {
			this.served = counter("served", "Orders that were handled", lane);
			this.unidentified = counter("unidentified", "Orders handled that came without an id", lane);
			this.failed = counter("failed", "Times that the handler threw", lane);
			this.handedOver = counter("handed.over", "Events handed over to the workflow queue", lane);
			this.wait = timer("wait", "How long an order waited for a thread of this process", lane);
			this.sinceSent = timer("since.sent", "From an order's sent-at to the start of its handling", lane);
		}

		private Counter counter(String name, String description, Lane lane) {
			return Counter.builder(PREFIX + name)
				.description(description)
				.tag(LANE_TAG, lane.label())
				.register(AmbulanceMeters.this.registry);
		}

		private Timer timer(String name, String description, Lane lane) {
			return Timer.builder(PREFIX + name)
				.description(description)
				.tag(LANE_TAG, lane.label())
				.publishPercentileHistogram()
				.minimumExpectedValue(Duration.ofNanos(100_000))
				.maximumExpectedValue(Duration.ofMinutes(1))
				.register(AmbulanceMeters.this.registry);
		}

		public void taken(Duration waited, @Nullable Duration sinceSent) {
			this.wait.record(waited);
			if (sinceSent != null) {
				this.sinceSent.record(sinceSent);
			}
		}

		public void served(boolean identified) {
			this.served.increment();
			if (!identified) {
				this.unidentified.increment();
			}
		}

		public void failed() {
			this.failed.increment();
		}

		public void handedOver() {
			this.handedOver.increment();
		}

	}

}
