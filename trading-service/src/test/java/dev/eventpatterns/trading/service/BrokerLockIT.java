package dev.eventpatterns.trading.service;

import java.time.Duration;

import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@WithRabbitLab
class BrokerLockIT {

	private final BrokerLock lock = new BrokerLock("the-lock");

	@Test
	void isHadByOneConnectionAtATime(Broker broker) throws Exception {
		try (Connection first = broker.connectionFactory().newConnection();
				Connection second = broker.connectionFactory().newConnection()) {
			assertThat(this.lock.tryAcquire(first)).isTrue();

			assertThat(this.lock.tryAcquire(second)).isFalse();
			assertThat(this.lock.tryAcquire(first)).as("by whoever has it already").isTrue();
			assertThat(second.isOpen()).as("a refusal costs no more than a channel").isTrue();
		}
	}

	@Test
	void isFreeWhenItsConnectionHasEnded(Broker broker) throws Exception {
		try (Connection second = broker.connectionFactory().newConnection()) {
			Connection first = broker.connectionFactory().newConnection();
			assertThat(this.lock.tryAcquire(first)).isTrue();

			first.abort();

			await().atMost(Duration.ofSeconds(10)).until(() -> this.lock.tryAcquire(second));
			assertThat(this.lock.tryAcquire(second)).isTrue();
		}
	}

	@Test
	void canBeGivenBackByAConnectionThatGoesOn(Broker broker) throws Exception {
		try (Connection first = broker.connectionFactory().newConnection();
				Connection second = broker.connectionFactory().newConnection()) {
			assertThat(this.lock.tryAcquire(first)).isTrue();

			this.lock.release(first);

			assertThat(this.lock.tryAcquire(second)).isTrue();
			assertThat(this.lock.tryAcquire(first)).isFalse();
		}
	}

	@Test
	void leavesNoChannelsBehind(Broker broker) throws Exception {
		try (Connection first = broker.connectionFactory().newConnection();
				Connection second = broker.connectionFactory().newConnection()) {
			this.lock.tryAcquire(first);
			for (int i = 0; i < 20; i++) {
				assertThat(this.lock.tryAcquire(second)).isFalse();
			}

			assertThat(second.createChannel().getChannelNumber()).as("the first number is free again").isEqualTo(1);
			assertThat(first.createChannel().getChannelNumber()).isEqualTo(1);
		}
	}

}
