package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.ControlEvent;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Tells whoever watches which accounts are held: when that changes, and again now and
 * then. It has a connection of its own, so that no failure to tell does harm to the
 * orders.
 */
@Component
@Profile(Role.CONSUMER)
class HeldEvents implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(HeldEvents.class);

	private static final String SOURCE = "thread-delegate";

	private static final String KIND = "held";

	private static final Duration LOOK = Duration.ofMillis(200);

	private static final Duration REPEAT = Duration.ofSeconds(10);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** So many accounts are named. */
	private static final int NAMED = 10;

	private static final AMQP.BasicProperties JSON = new AMQP.BasicProperties.Builder().contentType("application/json")
		.build();

	private final BrokerConnections connections;

	private final ThreadDelegateProperties properties;

	private final FailedOrders failedOrders;

	private final JsonMapper json;

	private final SessionLoop loop;

	/** What was told last, by queue. */
	private final Map<String, List<String>> told = new HashMap<>();

	HeldEvents(BrokerConnections connections, ThreadDelegateProperties properties, FailedOrders failedOrders,
			JsonMapper json) {
		this.connections = connections;
		this.properties = properties;
		this.failedOrders = failedOrders;
		this.json = json;
		this.loop = new SessionLoop("held events", this::stay, () -> {
		});
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (QueueSession session = new QueueSession(this.connections.open("thread-delegate held accounts"),
				this.properties.confirmTimeout())) {
			long[] repeatedAt = { System.nanoTime() - REPEAT.toNanos() };
			session.awaitLoss(LOOK, () -> {
				boolean repeat = System.nanoTime() - repeatedAt[0] >= REPEAT.toNanos();
				repeatedAt[0] = repeat ? System.nanoTime() : repeatedAt[0];
				look(session, repeat);
			});
		}
	}

	private void look(QueueSession session, boolean repeat) {
		Map<String, List<String>> held = this.failedOrders.holds().held();
		this.told.keySet().retainAll(held.keySet());
		held.forEach((queue, accounts) -> {
			List<String> before = this.told.getOrDefault(queue, List.of());
			if (repeat || !accounts.equals(before)) {
				tell(session, queue, before, accounts);
				this.told.put(queue, accounts);
			}
		});
	}

	private void tell(QueueSession session, String queue, List<String> before, List<String> accounts) {
		String names = accounts.isEmpty() ? "none" : String.join(", ", accounts.subList(0, named(accounts)));
		if (!accounts.equals(before)) {
			log.info("{}: {} accounts are held: {}", queue, accounts.size(), names);
		}
		ControlEvent event = ControlEvent.now(SOURCE, KIND, queue, before.size(), accounts.size(), names);
		session.publish(ThreadDelegateTopology.CONTROL_EXCHANGE, event.routingKey(), false, JSON,
				this.json.writeValueAsBytes(event), () -> {
				});
	}

	private static int named(List<String> accounts) {
		return Math.min(NAMED, accounts.size());
	}

	@Override
	public void start() {
		if (this.properties.holdsContexts()) {
			this.loop.start();
		}
	}

	@Override
	public void stop() {
		try {
			this.loop.stop(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

}
