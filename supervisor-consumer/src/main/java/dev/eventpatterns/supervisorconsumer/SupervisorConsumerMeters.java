package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** Every meter of the supervisor and its consumers. */
@Component
public final class SupervisorConsumerMeters {

	private static final String PREFIX = "supervisor.consumer.";

	private static final String QUEUE_TAG = "queue";

	private final MeterRegistry registry;

	private final Map<String, QueueMeters> queues = new ConcurrentHashMap<>();

	SupervisorConsumerMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	/** The meters of a queue's consumers. */
	public QueueMeters of(String queue) {
		return this.queues.computeIfAbsent(queue, QueueMeters::new);
	}

	/** Watches the consumers of this instance at a queue. */
	public void watch(String queue, Supplier<WorkReport> report, DoubleSupplier target) {
		gauge("consumers", "Consumers of this instance", queue, () -> report.get().running());
		gauge("busy", "Consumers of this instance that have an order in hand", queue, () -> report.get().busy());
		gauge("hanging", "Consumers of this instance that have had an order for too long", queue,
				() -> report.get().hanging());
		gauge("target", "Consumers that there are to be, of all instances", queue, target);
	}

	/** Watches whether this instance is the one that decides. */
	public void watchLeader(DoubleSupplier leader) {
		Gauge.builder(PREFIX + "leader", leader, DoubleSupplier::getAsDouble)
			.description("1 on the instance that decides, else 0")
			.strongReference(true)
			.register(this.registry);
	}

	/** Watches the replies. */
	public void watchReplies(PendingReplies<?> replies) {
		FunctionCounter.builder(PREFIX + "late.replies", replies, PendingReplies::late)
			.description("Replies that nobody waited for any more")
			.register(this.registry);
	}

	private void gauge(String name, String description, String queue, DoubleSupplier value) {
		Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
			.description(description)
			.tag(QUEUE_TAG, queue)
			.strongReference(true)
			.register(this.registry);
	}

	/** Counts a decision of this instance as the leader. */
	public void decided(String queue, Decision.Kind kind) {
		Counter.builder(PREFIX + "decisions")
			.description("Decisions of this instance as the leader")
			.tag(QUEUE_TAG, queue)
			.tag("kind", kind.label())
			.register(this.registry)
			.increment();
	}

	/** The meters of one queue's consumers. */
	public final class QueueMeters {

		private final Counter processed;

		private final Counter unidentified;

		private final Counter redelivered;

		private final Counter failed;

		private final Counter handedOver;

		private final Timer responseTime;

		private QueueMeters(String queue) {
			this.processed = counter("processed", "Orders that were handled", queue);
			this.unidentified = counter("unidentified", "Orders handled that came without an id", queue);
			this.redelivered = counter("redelivered", "Orders received that were delivered before", queue);
			this.failed = counter("failed", "Times that the handler threw", queue);
			this.handedOver = counter("handed.over", "Events handed over to the workflow queue", queue);
			this.responseTime = Timer.builder(PREFIX + "response.time")
				.description("From an order's sent-at to the end of its handling")
				.tag(QUEUE_TAG, queue)
				.publishPercentileHistogram()
				.minimumExpectedValue(Duration.ofMillis(1))
				.maximumExpectedValue(Duration.ofMinutes(10))
				.register(SupervisorConsumerMeters.this.registry);
		}

		private Counter counter(String name, String description, String queue) {
			return Counter.builder(PREFIX + name)
				.description(description)
				.tag(QUEUE_TAG, queue)
				.register(SupervisorConsumerMeters.this.registry);
		}

		public void processed(boolean identified) {
			this.processed.increment();
			if (!identified) {
				this.unidentified.increment();
			}
		}

		public void responded(Duration sinceSent) {
			this.responseTime.record(sinceSent);
		}

		public void redelivered() {
			this.redelivered.increment();
		}

		public void failed() {
			this.failed.increment();
		}

		public void handedOver() {
			this.handedOver.increment();
		}

	}

}
