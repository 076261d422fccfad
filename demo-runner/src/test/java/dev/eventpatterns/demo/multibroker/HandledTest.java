package dev.eventpatterns.demo.multibroker;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandledTest {

	@Test
	void countsWhatIsOvertakenWithinItsAccount() {
		assertThat(Handled.outOfOrder(List.of(handled("A", 1, 10), handled("A", 3, 20), handled("A", 2, 30),
				handled("B", 1, 40), handled("A", 4, 50))))
			.isEqualTo(1);
	}

	@Test
	void goesByTheTimeWhateverTheBrokerThatToldIt() {
		assertThat(Handled.outOfOrder(List.of(handled("A", 2, 20), handled("A", 1, 10)))).isZero();
	}

	private static Handled handled(String account, long sequence, long millis) {
		return new Handled(account + sequence, account, sequence, Instant.ofEpochMilli(millis));
	}

}
