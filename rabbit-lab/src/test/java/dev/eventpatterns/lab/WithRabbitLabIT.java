package dev.eventpatterns.lab;

import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@WithRabbitLab
class WithRabbitLabIT {

	private final Broker fromConstructor;

	WithRabbitLabIT(Broker broker) {
		this.fromConstructor = broker;
	}

	@Test
	void handsABrokerToTestMethodsAndConstructors(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection()) {
			assertThat(connection.isOpen()).isTrue();
		}
		assertThat(broker.uri()).isEqualTo(this.fromConstructor.uri());
	}

	@Test
	void givesEachClassAVirtualHostOfItsOwn(Broker broker, RabbitLab lab) {
		Broker other = ClassBrokers.of(Other.class, Other.class.getAnnotation(WithRabbitLab.class)).broker();

		assertThat(broker.virtualHost()).startsWith("WithRabbitLabIT-");
		assertThat(other.virtualHost()).startsWith("Other-");
		assertThat(other.port()).isEqualTo(broker.port());
		assertThat(lab.broker().port()).isEqualTo(broker.port());
	}

	@Test
	void skipsATestThatKillsWhatItCannotKill() {
		RabbitLabExtension extension = new RabbitLabExtension();

		assertThatThrownBy(() -> extension.handleTestExecutionException(null, new BrokerNotKillableException("kill")))
			.isInstanceOf(TestAbortedException.class)
			.hasMessageContaining("RABBIT_LAB_URI");
	}

	@Nested
	class InANestedClass {

		@Test
		void seesTheBrokerOfTheClassAround(Broker broker) {
			assertThat(broker.uri()).isEqualTo(WithRabbitLabIT.this.fromConstructor.uri());
		}

	}

	@WithRabbitLab
	private static final class Other {

	}

}
