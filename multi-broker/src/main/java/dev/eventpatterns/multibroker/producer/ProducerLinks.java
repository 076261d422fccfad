package dev.eventpatterns.multibroker.producer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.multibroker.Dispatcher;
import dev.eventpatterns.multibroker.Fleet.Standing;
import dev.eventpatterns.multibroker.MultiBrokerMeters;
import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.broker.BrokerConnections;
import dev.eventpatterns.multibroker.broker.BrokerFigures;

/** A link to each broker, and the clock that looks for overdue confirms. */
@Component
@Profile(ProducerConfiguration.ROLE)
class ProducerLinks implements SmartLifecycle, BrokerFigures {

	private static final Duration CHECK_INTERVAL = Duration.ofMillis(25);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Map<String, BrokerLink> links = new LinkedHashMap<>();

	private final Dispatcher dispatcher;

	private volatile ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(0);

	private volatile boolean running;

	ProducerLinks(BrokerConnections connections, Dispatcher dispatcher, Decisions decisions,
			MultiBrokerProperties properties, MultiBrokerMeters meters, JsonMapper json) {
		this.dispatcher = dispatcher;
		for (String broker : connections.names()) {
			BrokerLink link = new BrokerLink(broker, connections, dispatcher, decisions, properties,
					meters.sending(broker), json);
			this.links.put(broker, link);
			meters.watchAvailable(broker, () -> isUsable(broker) ? 1 : 0);
			meters.watchUnconfirmed(broker, () -> dispatcher.standing(broker).unconfirmed());
			meters.watchDepth(broker, () -> link.depth().map(Long::doubleValue).orElse(Double.NaN));
		}
	}

	@Override
	public boolean isUsable(String broker) {
		return this.dispatcher.standing(broker).state().takesOrders();
	}

	@Override
	public Map<String, Object> figures(String broker) {
		BrokerLink link = Objects.requireNonNull(this.links.get(broker));
		Standing standing = this.dispatcher.standing(broker);
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("state", standing.state().label());
		figures.put("unconfirmed", standing.unconfirmed());
		figures.put("confirmMillis", standing.latency().toNanos() / 1e6);
		figures.put("confirmed", link.meters().confirmed());
		figures.put("ejections", link.meters().ejections());
		link.depth().ifPresent((depth) -> figures.put("depth", depth));
		return figures;
	}

	@Override
	public void start() {
		CustomizableThreadFactory daemons = new CustomizableThreadFactory("confirm-clock-");
		daemons.setDaemon(true);
		this.clock = new ScheduledThreadPoolExecutor(1, daemons);
		this.clock.scheduleWithFixedDelay(() -> this.links.values().forEach(BrokerLink::check),
				CHECK_INTERVAL.toMillis(), CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		this.links.values().forEach(BrokerLink::start);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.clock.shutdownNow();
		this.links.values().forEach(BrokerLink::stop);
		try {
			for (BrokerLink link : this.links.values()) {
				link.join(PATIENCE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Stops after the web server: whoever waits for a confirm is to get it. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 4_096;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
