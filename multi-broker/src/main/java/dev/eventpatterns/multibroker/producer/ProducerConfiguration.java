package dev.eventpatterns.multibroker.producer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.multibroker.AccountTrails;
import dev.eventpatterns.multibroker.ContextPlacement;
import dev.eventpatterns.multibroker.Dispatcher;
import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.Placement;
import dev.eventpatterns.multibroker.Routing;
import dev.eventpatterns.multibroker.SpreadChoice;
import dev.eventpatterns.multibroker.SpreadPlacement;
import dev.eventpatterns.multibroker.broker.BrokerConnections;

/** The core of a producer, set up by its properties. */
@Configuration(proxyBeanMethods = false)
@Profile(ProducerConfiguration.ROLE)
class ProducerConfiguration {

	/** The producer as a profile expression: with no role named, a process plays all. */
	static final String ROLE = "producer | !consumer";

	@Bean
	Dispatcher dispatcher(BrokerConnections connections, MultiBrokerProperties properties, Decisions decisions) {
		Placement placement = (properties.routing() == Routing.BY_CONTEXT)
				? new ContextPlacement(new AccountTrails(properties.rememberedAccounts()),
						() -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
				: new SpreadPlacement(new SpreadChoice(properties.selection(), RandomGenerator.getDefault()));
		return new Dispatcher(connections.names(), placement, properties.window(), decisions);
	}

}
