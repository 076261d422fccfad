package dev.eventpatterns.producercontrolflow.controller;

import java.util.Optional;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.producercontrolflow.ConsumerScale;
import dev.eventpatterns.producercontrolflow.KnownProducers;
import dev.eventpatterns.producercontrolflow.Presence;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowMeters;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.Role;

/**
 * What others say of themselves: producers that they are there, a supervisor how far it
 * has scaled. What cannot be read changes nothing.
 */
@Component
@Profile(Role.CONTROLLER)
class Announcements {

	private static final Logger log = LoggerFactory.getLogger(Announcements.class);

	private final ProducerControlFlowProperties properties;

	private final ProducerControlFlowMeters meters;

	private final JsonMapper json;

	private final KnownProducers producers;

	/** An event of this kind tells how many consumers there may be, not how many are. */
	private static final String CAP = "cap";

	/** As the supervisor has said; null: not yet. */
	private volatile @Nullable Integer consumers;

	/**
	 * How many consumers there may be, where the supervisor was told so while running.
	 */
	private volatile @Nullable Integer cap;

	Announcements(ProducerControlFlowProperties properties, ProducerControlFlowMeters meters, JsonMapper json) {
		this.properties = properties;
		this.meters = meters;
		this.json = json;
		this.producers = new KnownProducers(properties.signalTtl());
	}

	KnownProducers producers() {
		return this.producers;
	}

	/**
	 * A producer has announced itself.
	 * @return whether it is new here, and has to be told what holds
	 */
	boolean onPresence(Delivery message) {
		try {
			Presence presence = Optional.ofNullable(this.json.readValue(message.getBody(), Presence.class))
				.orElseThrow(() -> new IllegalArgumentException("null is no presence"));
			return presence.channel().equals(this.properties.queue().orders())
					&& this.producers.on(presence, System.nanoTime());
		}
		catch (JacksonException | IllegalArgumentException ex) {
			this.meters.presenceRefused();
			log.debug("Not a presence: {}", ex.toString());
			return false;
		}
	}

	/** A supervisor has decided how many consumers there are, or may be. */
	void onSupervisor(Delivery message) {
		try {
			JsonNode event = this.json.readTree(message.getBody());
			if (event.path("channel").asString("").equals(this.properties.queue().orders())
					&& event.path("to").isNumber()) {
				if (event.path("kind").asString("").equals(CAP)) {
					this.cap = event.path("to").asInt();
				}
				else {
					this.consumers = event.path("to").asInt();
				}
			}
		}
		catch (JacksonException ex) {
			log.debug("Not a decision: {}", ex.toString());
		}
	}

	/**
	 * How far the supervisor has scaled.
	 * @param counted consumers that the queue has, null where that is not known
	 * @return null where there is no supervisor, or nothing is known of it
	 */
	@Nullable ConsumerScale scale(@Nullable Integer counted) {
		Integer known = (this.consumers != null) ? this.consumers : counted;
		int most = (this.cap != null) ? this.cap : this.properties.maxConsumers();
		return (this.properties.maxConsumers() > 0 && known != null) ? new ConsumerScale(known, most) : null;
	}

}
