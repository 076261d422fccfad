package dev.eventpatterns.threaddelegate;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many delegates finish at once, and each may be the one that acknowledges. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { "thread-delegate.delegates=100",
		"thread-delegate.publish-processed=false", "thread-delegate.prefetch=200", "thread-delegate.ack-interval=1ms" })
class AcknowledgementIT {

	@TestConfiguration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		AtomicInteger handled() {
			return new AtomicInteger();
		}

		@Bean
		OrderHandler handler(AtomicInteger handled) {
			return (order) -> handled.incrementAndGet();
		}

	}

	/** A wrong ack closes the channel, and everything on it is delivered again. */
	@Test
	void acknowledgesEachDeliveryOnce(@Autowired AtomicInteger handled, @Autowired Dispatcher<?> dispatcher,
			Broker broker) throws Exception {
		List<TradeOrder> orders = orders(51, 20_000, 1_000);

		publish(broker, ORDERS, orders);

		await().atMost(PATIENCE).until(() -> handled.get() >= orders.size() && dispatcher.inFlight() == 0);
		assertThat(handled.get()).isEqualTo(orders.size());
	}

}
