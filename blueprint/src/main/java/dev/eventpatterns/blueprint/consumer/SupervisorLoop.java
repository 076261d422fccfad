package dev.eventpatterns.blueprint.consumer;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import dev.eventpatterns.blueprint.BlueprintMeters;
import dev.eventpatterns.blueprint.BlueprintProperties;
import dev.eventpatterns.blueprint.DelegateSupervision;
import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.threaddelegate.DelegateCrew;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * Lets the supervision decide again and again, while this process is the one that
 * consumes, and tells whoever watches what was decided. A decision that nobody could be
 * told of holds all the same.
 */
@Component
@Profile(Role.CONSUMER)
class SupervisorLoop implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SupervisorLoop.class);

	/** As others know the supervisor, the flow controller among them. */
	private static final String SOURCE = "supervisor-consumer";

	/** Tells the flow controller how many consumers there may be. */
	private static final String CAP = "cap";

	private final String queue;

	private final SupervisorConsumerProperties properties;

	private final DelegateCrew crew;

	private final Caps caps;

	private final ChannelSamples samples;

	private final RabbitTemplate template;

	private final JsonMapper json;

	private final DelegateSupervision supervision;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("supervisor-"));

	private Decision.@Nullable Kind last;

	/** The cap that others go by. */
	private int toldCap;

	private volatile Plan.@Nullable ChannelPlan plan;

	private volatile boolean running;

	SupervisorLoop(BlueprintProperties blueprint, SupervisorConsumerProperties properties, DelegateCrew crew, Caps caps,
			ChannelSamples samples, RabbitTemplate template, JsonMapper json, BlueprintMeters meters) {
		this.queue = blueprint.queue().orders();
		this.properties = properties;
		this.crew = crew;
		this.caps = caps;
		this.toldCap = caps.usual();
		this.samples = samples;
		this.template = template;
		this.json = json;
		this.supervision = new DelegateSupervision(this.queue, crew, properties::scaler, caps.usual());
		meters.watch(crew::size, this::target, this::cap);
	}

	private void turn() {
		try {
			lookForCap();
			if (this.crew.isServing()) {
				decide();
			}
		}
		catch (RuntimeException ex) {
			log.error("A decision failed, and the next one is tried", ex);
		}
	}

	/** Where the database does not answer, what holds goes on to hold. */
	private void lookForCap() {
		synchronized (this.caps) {
			try {
				keepTo(this.caps.current(), this.crew.isServing());
			}
			catch (DataAccessException ex) {
				log.debug("Keeps to a cap of {}", cap(), ex);
			}
		}
	}

	private synchronized void decide() {
		Plan.ChannelPlan made = this.supervision.decide(Instant.now(), this.samples.latest(this.queue).orElse(null));
		this.plan = made;
		Decision decision = made.decision();
		if (decision.isNewsAfter(this.last)) {
			tell(decision.kind().label(), decision.from(), decision.to(), decision.reason());
		}
		this.last = decision.kind();
	}

	/** Changes how many delegates there may be, here at once and everywhere soon. */
	void limit(int most) {
		synchronized (this.caps) {
			this.caps.set(most);
			keepTo(most, true);
		}
	}

	/**
	 * Tells it who was asked, and who serves: again and again until it is heard.
	 */
	private synchronized void keepTo(int most, boolean telling) {
		if (telling && most != this.toldCap && tell(CAP, this.toldCap, most, "set by hand")) {
			this.toldCap = most;
		}
		if (most == this.supervision.cap()) {
			return;
		}
		Decision decision = this.supervision.limit(most, "there may be no more than " + most, Instant.now());
		if (decision != null && this.crew.isServing()) {
			tell(decision.kind().label(), decision.from(), decision.to(), decision.reason());
		}
	}

	private boolean tell(String kind, int from, int to, String reason) {
		log.info("{}: {} from {} to {} delegates: {}", this.queue, kind, from, to, reason);
		ControlEvent event = ControlEvent.now(SOURCE, kind, this.queue, from, to, reason);
		Message message = MessageBuilder.withBody(this.json.writeValueAsBytes(event))
			.setContentType("application/json")
			.build();
		try {
			this.template.send(ControlEvent.EXCHANGE, event.routingKey(), message);
			return true;
		}
		catch (AmqpException ex) {
			log.warn("Nobody could be told: {}", ex.toString());
			return false;
		}
	}

	synchronized int cap() {
		return this.supervision.cap();
	}

	synchronized int target() {
		return this.supervision.target();
	}

	/** What was decided last, null before the first decision. */
	Plan.@Nullable ChannelPlan plan() {
		return this.plan;
	}

	@Override
	public void start() {
		long interval = this.properties.interval().toMillis();
		this.clock.scheduleWithFixedDelay(this::turn, interval, interval, TimeUnit.MILLISECONDS);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.clock.shutdownNow();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
