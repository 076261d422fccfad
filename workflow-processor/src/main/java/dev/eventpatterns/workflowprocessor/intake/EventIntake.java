package dev.eventpatterns.workflowprocessor.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.MessageSpan;
import dev.eventpatterns.trading.service.MessageTraces;
import dev.eventpatterns.trading.service.SessionLoop;
import dev.eventpatterns.workflowprocessor.FailedEvent;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorMeters;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.message.EventReader;
import dev.eventpatterns.workflowprocessor.store.Arrival;
import dev.eventpatterns.workflowprocessor.store.Arrivals;

/** Takes the events that consumers hand over, and those that the broker dead-letters. */
@Component
@Import(BrokerConnections.class)
class EventIntake implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BrokerConnections connections;

	private final WorkflowProcessorProperties properties;

	private final Arrivals arrivals;

	private final WorkflowProcessorMeters meters;

	private final MessageTraces traces;

	private final BatchIntake intake;

	private final SessionLoop loop;

	EventIntake(BrokerConnections connections, WorkflowProcessorProperties properties, Arrivals arrivals,
			WorkflowProcessorMeters meters, MessageTraces traces) {
		this.connections = connections;
		this.properties = properties;
		this.arrivals = arrivals;
		this.meters = meters;
		this.traces = traces;
		this.intake = new BatchIntake(properties.queue().events(), properties.batch());
		this.loop = new SessionLoop("event-intake", this::stay, () -> {
		});
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		Stay stay = new Stay();
		this.intake.stay(this.connections.open("workflow-processor intake"), this.properties.confirmTimeout(),
				(batch, attempt) -> store(stay, batch, attempt));
	}

	private void store(Stay stay, List<Delivery> batch, int attempt) {
		List<MessageSpan> spans = batch.stream()
			.map((message) -> this.traces.begin("keep in the inbox", message.getProperties().getHeaders()))
			.toList();
		try {
			stay.store(batch, attempt);
		}
		catch (RuntimeException ex) {
			spans.forEach((span) -> span.failed(ex));
			throw ex;
		}
		finally {
			spans.forEach(MessageSpan::close);
		}
	}

	@Override
	public void start() {
		this.loop.start();
	}

	@Override
	public void stop() {
		this.intake.stop(this.loop, PATIENCE);
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	/** What has to be remembered from one batch to the next. */
	private final class Stay {

		private static final long SETTLE_EVERY_MILLIS = 30_000;

		private final UUID session = UUID.randomUUID();

		private final Instant begun = Instant.now();

		private Instant settled = this.begun;

		private void store(List<Delivery> batch, int attempt) {
			// The answer to a commit may have been lost, and not the commit.
			long stored = (attempt == 1) ? 0 : EventIntake.this.arrivals.latest(this.session);
			List<Delivery> missing = batch.stream().filter((message) -> tag(message) > stored).toList();
			if (!missing.isEmpty()) {
				// Batches before this one have been acknowledged.
				int added = store(missing, tag(missing.get(0)) - 1);
				EventIntake.this.meters.delivered(batch.size(), added);
			}
			settle();
		}

		private int store(List<Delivery> batch, long settled) {
			try {
				return EventIntake.this.arrivals.store(this.session, batch.stream().map(Stay::read).toList(), settled);
			}
			catch (DataIntegrityViolationException ex) {
				// Not an outage: the database refuses one of them. Find out which.
				return batch.stream().mapToInt((message) -> storeOne(message, settled)).sum();
			}
		}

		private int storeOne(Delivery message, long settled) {
			try {
				return EventIntake.this.arrivals.store(this.session, List.of(read(message)), settled);
			}
			catch (DataIntegrityViolationException ex) {
				log.warn("Keeps of an event its body only: {}", ex.getMessage());
				return EventIntake.this.arrivals.store(this.session,
						List.of(arrival(message,
								EventReader.readBodyOnly(message, Instant.now(), String.valueOf(ex.getMessage())))),
						settled);
			}
		}

		private static long tag(Delivery message) {
			return message.getEnvelope().getDeliveryTag();
		}

		private static Arrival read(Delivery message) {
			Instant now = Instant.now();
			try {
				return arrival(message, EventReader.read(message, now));
			}
			catch (RuntimeException | StackOverflowError ex) {
				log.warn("Keeps of an event its body only: {}", ex.toString());
				return arrival(message, EventReader.readBodyOnly(message, now, ex.toString()));
			}
		}

		private static Arrival arrival(Delivery message, FailedEvent event) {
			return new Arrival(tag(message), message.getEnvelope().isRedeliver(), event);
		}

		private void settle() {
			if (this.settled.plusMillis(SETTLE_EVERY_MILLIS).isBefore(Instant.now())) {
				this.settled = Instant.now();
				EventIntake.this.arrivals.settle(this.session, this.begun);
			}
		}

	}

}
