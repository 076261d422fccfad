package dev.eventpatterns.eventforwarding.store;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

import dev.eventpatterns.eventforwarding.EventForwardingProperties;
import dev.eventpatterns.eventforwarding.Role;
import dev.eventpatterns.trading.amqp.FaithfulPropertiesConverter;

/** The listener container that gathers messages into batches. */
@Configuration(proxyBeanMethods = false)
@Profile(Role.STORE)
class StoreConfiguration {

	private static final int LEAST_PREFETCH = 250;

	@Bean
	SimpleMessageListenerContainer storeContainer(ConnectionFactory connectionFactory,
			EventForwardingProperties properties, BatchStorer storer) {
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connectionFactory);
		container.setQueueNames(properties.queue().forwarded());
		container.setConsumerBatchEnabled(true);
		container.setBatchSize(properties.batch().size());
		container.setBatchReceiveTimeout(properties.batch().maxWait().toMillis());
		// The next batch arrives while this one is committed.
		container.setPrefetchCount(Math.max(2 * properties.batch().size(), LEAST_PREFETCH));
		// AUTO acknowledges a batch when the listener returns, NONE when it is delivered.
		container.setAcknowledgeMode(properties.mode().guaranteed() ? AcknowledgeMode.AUTO : AcknowledgeMode.NONE);
		container.setMessagePropertiesConverter(new FaithfulPropertiesConverter());
		container.setMissingQueuesFatal(false);
		// Declaring is done on each new connection; without one it can only fail again.
		container.setAutoDeclare(false);
		container.setRecoveryBackOff(untilTheBrokerIsBack());
		container.setMessageListener(new StoreListener(storer, container));
		return container;
	}

	private static BackOff untilTheBrokerIsBack() {
		ExponentialBackOff schedule = new ExponentialBackOff(200, 2);
		schedule.setMaxInterval(1_000);
		schedule.setJitter(50);
		return schedule;
	}

}
