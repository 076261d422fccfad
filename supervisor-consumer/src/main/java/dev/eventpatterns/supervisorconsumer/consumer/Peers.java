package dev.eventpatterns.supervisorconsumer.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.supervisorconsumer.Heartbeat;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerTopology;

/**
 * What instances tell each other during one stay. All hear all, so that each can take
 * over. What is told is neither kept nor confirmed: the next one comes soon.
 */
final class Peers {

	private static final Logger log = LoggerFactory.getLogger(Peers.class);

	private static final String HEARTBEAT = "heartbeat";

	private static final String PLAN = "plan";

	private final Channel channel;

	private final JsonMapper json;

	private final Decisions decisions;

	private final Map<String, Heard> heard = new ConcurrentHashMap<>();

	private volatile @Nullable Plan plan;

	private volatile long planHeardAt = System.nanoTime();

	Peers(Connection connection, JsonMapper json, Decisions decisions) throws IOException {
		this.json = json;
		this.decisions = decisions;
		Channel opened = connection.createChannel();
		if (opened == null) {
			throw new IOException("the broker grants no further channel");
		}
		this.channel = opened;
		opened.basicConsume(SupervisorConsumerTopology.declarePeerQueue(opened), true,
				(tag, message) -> received(message), (tag) -> {
				});
	}

	private void received(Delivery message) {
		try {
			if (HEARTBEAT.equals(message.getProperties().getType())) {
				on(this.json.readValue(message.getBody(), Heartbeat.class));
			}
			else if (PLAN.equals(message.getProperties().getType())) {
				on(this.json.readValue(message.getBody(), Plan.class));
			}
		}
		catch (JacksonException ex) {
			log.warn("Ignores what it cannot read from {}: {}", SupervisorConsumerTopology.PEERS_EXCHANGE,
					ex.getOriginalMessage());
		}
	}

	/** Notes what an instance has told, this one included. */
	void on(Heartbeat beat) {
		if (beat.leaving()) {
			this.heard.remove(beat.instance());
		}
		else {
			this.heard.put(beat.instance(), new Heard(beat, System.nanoTime()));
		}
	}

	/** Notes a plan, unless it is older than one that was noted before. */
	synchronized void on(Plan made) {
		if (made.number() > lastPlan()) {
			this.plan = made;
			this.planHeardAt = System.nanoTime();
			this.decisions.on(made);
		}
	}

	void tell(Heartbeat beat) throws IOException {
		on(beat);
		publish(HEARTBEAT, this.json.writeValueAsBytes(beat));
	}

	void tell(Plan made) throws IOException {
		on(made);
		publish(PLAN, this.json.writeValueAsBytes(made));
	}

	private void publish(String type, byte[] body) throws IOException {
		AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().contentType("application/json")
			.type(type)
			.build();
		this.channel.basicPublish(SupervisorConsumerTopology.PEERS_EXCHANGE, "", properties, body);
	}

	@Nullable Plan plan() {
		return this.plan;
	}

	/** The number of the last plan, 0 before the first. */
	long lastPlan() {
		Plan last = this.plan;
		return (last != null) ? last.number() : 0;
	}

	/** The highest number of a plan that anybody follows. */
	long highestPlan() {
		long followed = this.heard.values().stream().mapToLong((each) -> each.beat.plan()).max().orElse(0);
		return Math.max(followed, lastPlan());
	}

	boolean hasHeardNoPlanFor(Duration time) {
		return System.nanoTime() - this.planHeardAt > time.toNanos();
	}

	/** What the instances have told that were heard lately. */
	List<Heartbeat> alive(Duration within) {
		long now = System.nanoTime();
		this.heard.values().removeIf((each) -> now - each.at > within.toNanos());
		List<Heartbeat> beats = new ArrayList<>();
		this.heard.values().forEach((each) -> beats.add(each.beat));
		return beats;
	}

	private record Heard(Heartbeat beat, long at) {
	}

}
