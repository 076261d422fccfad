package dev.eventpatterns.producercontrolflow.controller;

import java.util.Locale;

import com.rabbitmq.client.AMQP;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.producercontrolflow.Epochs;
import dev.eventpatterns.producercontrolflow.FlowDecision;
import dev.eventpatterns.producercontrolflow.FlowSignal;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowMeters;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowTopology;
import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.trading.service.ControlEvent;
import dev.eventpatterns.trading.service.QueueSession;

/** Tells producers what holds, and whoever watches what was decided. */
@Component
@Profile(Role.CONTROLLER)
class SignalSender {

	private static final Logger log = LoggerFactory.getLogger(SignalSender.class);

	private static final String NAME = "producer-control-flow";

	private final ProducerControlFlowProperties properties;

	private final Announcements announcements;

	private final ProducerControlFlowMeters meters;

	private final JsonMapper json;

	private final Epochs epochs = new Epochs(System::currentTimeMillis);

	SignalSender(ProducerControlFlowProperties properties, Announcements announcements,
			ProducerControlFlowMeters meters, JsonMapper json) {
		this.properties = properties;
		this.announcements = announcements;
		this.meters = meters;
		this.json = json;
	}

	/**
	 * Sends a signal to all producers.
	 * @param perWeight what one of weight 1 may send; null: unthrottled
	 */
	void signal(QueueSession session, @Nullable Double perWeight, String reason) {
		long validMillis = this.properties.signalTtl().toMillis();
		FlowSignal signal = new FlowSignal(this.properties.queue().orders(), rounded(perWeight),
				this.epochs.next(this.announcements.producers().epoch()), validMillis, reason);
		// What nobody has fetched within its validity, nobody gets.
		publish(session, ProducerControlFlowTopology.SIGNAL_EXCHANGE, "", String.valueOf(validMillis), signal);
		this.meters.signalled();
	}

	/** Publishes what was decided. */
	void decision(QueueSession session, FlowDecision decision) {
		String kind = decision.kind().name().toLowerCase(Locale.ROOT);
		Double from = rounded(decision.fromPerSecond());
		Double to = rounded(decision.toPerSecond());
		log.info("{} is {}, from {} to {} orders a second: {}", this.properties.queue().orders(), kind, from, to,
				decision.reason());
		this.meters.decided(kind);
		ControlEvent event = ControlEvent.now(NAME, kind, this.properties.queue().orders(), from, to,
				decision.reason());
		publish(session, ProducerControlFlowTopology.CONTROL_EXCHANGE, event.routingKey(), null, event);
	}

	private static @Nullable Double rounded(@Nullable Double perSecond) {
		return (perSecond != null) ? Math.round(perSecond * 1_000) / 1_000.0 : null;
	}

	private void publish(QueueSession session, String exchange, String key, @Nullable String expiration, Object event) {
		AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().contentType("application/json")
			.expiration(expiration)
			.build();
		session.publish(exchange, key, false, properties, this.json.writeValueAsBytes(event), () -> {
		});
	}

}
