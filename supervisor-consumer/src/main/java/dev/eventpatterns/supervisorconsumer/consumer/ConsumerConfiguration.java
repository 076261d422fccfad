package dev.eventpatterns.supervisorconsumer.consumer;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import dev.eventpatterns.supervisorconsumer.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.OrderHandler;

/** What may be replaced. */
@Configuration(proxyBeanMethods = false)
@Profile(Role.CONSUMER)
@Import(BrokerConnections.class)
class ConsumerConfiguration {

	private static final String THREAD_NAME = "consumer-";

	/** Waits as long as the work would take. */
	@Bean
	@ConditionalOnMissingBean
	OrderHandler simulatedWork(SupervisorConsumerProperties properties) {
		long nanos = properties.work().toNanos();
		return (order) -> TimeUnit.NANOSECONDS.sleep(nanos);
	}

	/** Virtual threads where {@code spring.threads.virtual.enabled} asks for them. */
	@Bean
	ThreadFactory consumerThreads(Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new VirtualThreadTaskExecutor(THREAD_NAME).getVirtualThreadFactory();
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory(THREAD_NAME);
		// One that hangs must not keep the process from ending.
		threads.setDaemon(true);
		return threads;
	}

}
