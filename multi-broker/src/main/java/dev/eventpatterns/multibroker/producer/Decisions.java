package dev.eventpatterns.multibroker.producer;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.multibroker.BrokerHealth;
import dev.eventpatterns.multibroker.BrokerState;
import dev.eventpatterns.multibroker.broker.BrokerConnections;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * What was decided about brokers: logged at once, and kept until the first broker that
 * can be reached publishes it. That a broker is tried is no decision.
 */
@Component
@Profile(ProducerConfiguration.ROLE)
class Decisions implements Consumer<BrokerHealth.Change> {

	private static final Logger log = LoggerFactory.getLogger(Decisions.class);

	private static final String SOURCE = "multi-broker";

	/** With all brokers gone for long, the oldest are not worth keeping. */
	private static final int MOST = 1_000;

	private final Map<String, BrokerState> states = new ConcurrentHashMap<>();

	private final Set<String> failedBefore = ConcurrentHashMap.newKeySet();

	private final Queue<ControlEvent> open = new ConcurrentLinkedQueue<>();

	private final List<String> brokers;

	Decisions(BrokerConnections connections) {
		this.brokers = connections.names();
	}

	/** Called under the dispatcher's lock, so one at a time. */
	@Override
	public void accept(BrokerHealth.Change change) {
		long before = takingOrders();
		this.states.put(change.broker(), change.to());
		if (change.to() == BrokerState.PROBING) {
			return;
		}
		boolean known = change.from() == BrokerState.PROBING && change.to() == BrokerState.EJECTED
				&& !this.failedBefore.add(change.broker());
		if (known) {
			// It was down and still is.
			log.debug("Broker {} is still down: {}", change.broker(), change.reason());
			return;
		}
		if (change.to() != BrokerState.EJECTED) {
			this.failedBefore.remove(change.broker());
		}
		else {
			this.failedBefore.add(change.broker());
		}
		log.info("Broker {} is {} now: {}", change.broker(), change.to().label(), change.reason());
		this.open.add(ControlEvent.now(SOURCE, change.to().label(), change.broker(), before, takingOrders(),
				change.reason()));
		if (this.open.size() > MOST) {
			this.open.remove();
		}
	}

	private long takingOrders() {
		return this.states.values().stream().filter(BrokerState::takesOrders).count();
	}

	/**
	 * The decisions that are not published.
	 * @param broker who would publish them
	 * @return null if there are none, or it is for another broker to publish them
	 */
	@Nullable ControlEvent next(String broker) {
		boolean first = this.brokers.stream()
			.filter((name) -> this.states.getOrDefault(name, BrokerState.EJECTED).takesOrders())
			.findFirst()
			.filter(broker::equals)
			.isPresent();
		return first ? this.open.poll() : null;
	}

}
