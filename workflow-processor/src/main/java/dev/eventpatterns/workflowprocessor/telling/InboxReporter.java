package dev.eventpatterns.workflowprocessor.telling;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import dev.eventpatterns.trading.service.ControlEvent;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorMeters;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.store.Groups;

/**
 * Says how many events wait for a person: when that changes, at most once a second, and
 * from time to time in any case, for whoever has begun to listen since.
 */
@Component
class InboxReporter implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(InboxReporter.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final int SAY_AGAIN_AFTER = 10;

	private static final String SOURCE = "workflow-processor";

	private static final String KIND = "inbox";

	private final Groups groups;

	private final RabbitTemplate broker;

	private final WorkflowProcessorProperties properties;

	private final WorkflowProcessorMeters meters;

	private final JsonMapper json;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("inbox-reporter-"));

	private long told;

	private int silent = SAY_AGAIN_AFTER;

	private volatile boolean running;

	InboxReporter(Groups groups, RabbitTemplate broker, WorkflowProcessorProperties properties,
			WorkflowProcessorMeters meters, JsonMapper json) {
		this.groups = groups;
		this.broker = broker;
		this.properties = properties;
		this.meters = meters;
		this.json = json;
	}

	private void look() {
		try {
			long waiting = this.groups.waiting();
			this.meters.waiting(waiting);
			this.silent++;
			if (waiting != this.told || this.silent >= SAY_AGAIN_AFTER) {
				tell(waiting);
				this.told = waiting;
				this.silent = 0;
			}
		}
		catch (DataAccessException | TransactionException | AmqpException ex) {
			// Told with the next look; who watches sees by the silence that it is old.
			log.debug("Cannot tell how the inbox stands", ex);
		}
	}

	private void tell(long waiting) {
		String reason = (waiting == 1) ? "1 event waits for a person" : waiting + " events wait for a person";
		ControlEvent event = ControlEvent.now(SOURCE, KIND, this.properties.queue().events(), this.told, waiting,
				reason);
		this.broker.send(ControlEvent.EXCHANGE, event.routingKey(),
				MessageBuilder.withBody(this.json.writeValueAsBytes(event)).setContentType("application/json").build());
	}

	@Override
	public void start() {
		this.running = true;
		this.clock.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		Clocks.stop(this.clock);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
