package dev.eventpatterns.supervisorconsumer.consumer;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.Heartbeat;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.supervisorconsumer.Supervision;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerMeters;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerTopology;
import dev.eventpatterns.trading.service.ControlEvent;
import dev.eventpatterns.trading.service.QueueSession;

/** Decides for all instances, from the moment that this one is the leader. */
final class Leader {

	private static final Logger log = LoggerFactory.getLogger(Leader.class);

	private static final AMQP.BasicProperties JSON = new AMQP.BasicProperties.Builder().contentType("application/json")
		.build();

	private final String instance;

	private final QueueSession session;

	private final DepthSource depths;

	private final JsonMapper json;

	private final SupervisorConsumerMeters meters;

	private final Map<String, Supervision> channels = new LinkedHashMap<>();

	private final Map<String, Decision.Kind> last = new HashMap<>();

	private long next;

	/**
	 * Begins to lead.
	 * @param after the highest number of a plan that anybody follows
	 */
	Leader(String instance, long after, SupervisorConsumerProperties properties, QueueSession session,
			DepthSource depths, JsonMapper json, SupervisorConsumerMeters meters) {
		this.instance = instance;
		this.next = Plan.firstAfter(after);
		this.session = session;
		this.depths = depths;
		this.json = json;
		this.meters = meters;
		for (String queue : properties.queue().all()) {
			this.channels.put(queue, new Supervision(properties::scaler, properties.maxConsumers()));
		}
	}

	/**
	 * Looks, decides and tells.
	 * @param beats what the instances that are alive have told
	 * @return the plan for all of them
	 */
	Plan plan(List<Heartbeat> beats) {
		long number = this.next++;
		Map<String, Plan.ChannelPlan> plans = new LinkedHashMap<>();
		this.channels.forEach((queue, supervision) -> {
			Plan.ChannelPlan plan = supervision.decide(queue, number, Instant.now(), this.depths.look(queue), beats);
			plans.put(queue, plan);
			tell(queue, plan.decision());
		});
		return new Plan(number, this.instance, plans);
	}

	private void tell(String queue, Decision decision) {
		this.meters.decided(queue, decision.kind());
		Decision.Kind before = this.last.put(queue, decision.kind());
		if (!decision.isNewsAfter(before)) {
			return;
		}
		ControlEvent event = Decisions.told(queue, decision);
		log.info("{}: {} from {} to {} consumers: {}", queue, event.kind(), event.from(), event.to(), event.reason());
		this.session.publish(SupervisorConsumerTopology.CONTROL_EXCHANGE, event.routingKey(), false, JSON,
				this.json.writeValueAsBytes(event), () -> {
				});
	}

}
