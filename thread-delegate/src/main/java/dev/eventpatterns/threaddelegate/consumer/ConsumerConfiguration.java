package dev.eventpatterns.threaddelegate.consumer;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
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

import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.ResponseTimes;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.OrderHandler;

/** The parts of the core, and what may be replaced. */
@Configuration(proxyBeanMethods = false)
@Profile(Role.CONSUMER)
@Import(BrokerConnections.class)
class ConsumerConfiguration {

	private static final String THREAD_NAME = "delegate-";

	@Bean
	Dispatcher<ReceivedOrder> dispatcher() {
		return new Dispatcher<>();
	}

	@Bean
	ResponseTimes responseTimes() {
		return new ResponseTimes();
	}

	/** Waits as long as the work would take. */
	@Bean
	@ConditionalOnMissingBean
	OrderHandler simulatedWork(ThreadDelegateProperties properties) {
		double nanos = properties.work().toNanos();
		double variation = properties.workVariation();
		return (order) -> {
			double share = 1 + variation * ThreadLocalRandom.current().nextDouble(-1, 1);
			TimeUnit.NANOSECONDS.sleep((long) (nanos * share));
		};
	}

	/** Virtual threads where {@code spring.threads.virtual.enabled} asks for them. */
	@Bean
	ThreadFactory delegateThreads(Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new VirtualThreadTaskExecutor(THREAD_NAME).getVirtualThreadFactory();
		}
		return new CustomizableThreadFactory(THREAD_NAME);
	}

}
