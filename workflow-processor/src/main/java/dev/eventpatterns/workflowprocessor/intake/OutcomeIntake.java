package dev.eventpatterns.workflowprocessor.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.SessionLoop;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorMeters;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.store.Outcomes;

/**
 * Hears what was processed, and marks what was sent back. All orders of all modules come
 * by here; a batch of them costs one look into an index.
 */
@Component
class OutcomeIntake implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OutcomeIntake.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

	private final BrokerConnections connections;

	private final WorkflowProcessorProperties properties;

	private final Outcomes outcomes;

	private final WorkflowProcessorMeters meters;

	private final BatchIntake intake;

	private final SessionLoop loop;

	OutcomeIntake(BrokerConnections connections, WorkflowProcessorProperties properties, Outcomes outcomes,
			WorkflowProcessorMeters meters) {
		this.connections = connections;
		this.properties = properties;
		this.outcomes = outcomes;
		this.meters = meters;
		this.intake = new BatchIntake(properties.queue().processed(), properties.batch());
		this.loop = new SessionLoop("outcome-intake", this::stay, () -> {
		});
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		this.intake.stay(this.connections.open("workflow-processor outcomes"), this.properties.confirmTimeout(),
				this::store);
	}

	private void store(List<Delivery> batch, int attempt) {
		List<String> orders = batch.stream().map(OutcomeIntake::orderId).filter(Objects::nonNull).distinct().toList();
		if (!orders.isEmpty()) {
			int processed = this.outcomes.processed(orders);
			this.meters.processed(processed);
			if (processed > 0) {
				log.info("Hears that {} that were sent back have been processed", processed);
			}
		}
	}

	/**
	 * Null for an order without an id, and for what is no processed event: both say
	 * nothing.
	 */
	private static @Nullable String orderId(Delivery message) {
		try {
			JsonNode id = JSON.readTree(message.getBody()).get("orderId");
			return (id != null && id.isString() && ORDER_ID.matcher(id.stringValue()).matches()) ? id.stringValue()
					: null;
		}
		catch (JacksonException ex) {
			return null;
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

}
