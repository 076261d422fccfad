package dev.eventpatterns.multibroker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerHealthTest {

	private final List<String> changes = new ArrayList<>();

	private final BrokerHealth health = new BrokerHealth("b1",
			(change) -> this.changes.add(change.from() + " " + change.to()));

	@Test
	void takesNoOrdersBeforeItHasAnsweredAProbe() {
		assertThat(this.health.state().takesOrders()).isFalse();

		this.health.probing();
		assertThat(this.health.state().takesOrders()).isFalse();

		this.health.opened();
		assertThat(this.health.state()).isEqualTo(BrokerState.UP);
	}

	@Test
	void suspectsASlowBrokerUntilItConfirms() {
		up();

		this.health.slow();
		assertThat(this.health.state()).isEqualTo(BrokerState.SUSPECT);

		this.health.confirmed(Duration.ofMillis(3));
		assertThat(this.health.state()).isEqualTo(BrokerState.UP);
	}

	@Test
	void ejectsABrokerThatFailsAndTriesItAgain() {
		up();

		this.health.slow();
		this.health.failed("no confirm");
		this.health.probing();
		this.health.failed("no answer");
		this.health.probing();
		this.health.opened();

		assertThat(this.changes).containsExactly("EJECTED PROBING", "PROBING UP", "UP SUSPECT", "SUSPECT EJECTED",
				"EJECTED PROBING", "PROBING EJECTED", "EJECTED PROBING", "PROBING UP");
	}

	@Test
	void staysDrainedWhateverHappensUntilItIsTakenBack() {
		up();

		this.health.drain();
		this.health.failed("lost");
		this.health.probing();
		this.health.opened();
		assertThat(this.health.state()).isEqualTo(BrokerState.DRAINING);
		this.health.emptied();
		assertThat(this.health.state()).isEqualTo(BrokerState.DRAINED);

		this.health.resume();
		assertThat(this.health.state()).isEqualTo(BrokerState.UP);
	}

	@Test
	void triesABrokerThatIsTakenBackButDoesNotAnswer() {
		up();

		this.health.drain();
		this.health.failed("lost");
		this.health.resume();

		assertThat(this.health.state()).isEqualTo(BrokerState.EJECTED);
	}

	@Test
	void followsTheLatencyOfTheLastConfirms() {
		up();

		for (int i = 0; i < 50; i++) {
			this.health.confirmed(Duration.ofMillis(20));
		}
		assertThat(this.health.latency()).isBetween(Duration.ofMillis(19), Duration.ofMillis(20));
	}

	private void up() {
		this.health.probing();
		this.health.opened();
	}

}
