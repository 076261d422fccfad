package dev.eventpatterns.demo.delegate;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionLogTest {

	private final CompletionLog log = new CompletionLog();

	@Test
	void countsAFirstCompletionThatComesAfterThatOfALaterOrder() {
		completed("A", 1, 3, 2, 4);
		completed("B", 2, 1);

		assertThat(this.log.violations()).isEqualTo(2);
		assertThat(this.log.accountsConcerned()).isEqualTo(2);
		assertThat(this.log.count()).isEqualTo(6);
	}

	@Test
	void countsAnOrderThatIsCompletedAgainAsADuplicateAndNoMore() {
		completed("A", 1, 2, 3, 2, 3, 4);

		assertThat(this.log.violations()).isZero();
		assertThat(this.log.duplicates()).isEqualTo(2);
		assertThat(this.log.count()).isEqualTo(4);
	}

	@Test
	void takesItsReadersOwnRepetitionForNoDuplicate() {
		completed("A", 1);

		this.log.completed("A", 1, true);
		this.log.completed("A", 2, true);

		assertThat(this.log.duplicates()).isZero();
		assertThat(this.log.count()).isEqualTo(2);
	}

	@Test
	void findsWhatWasSentAndNeverCompleted() {
		completed("A", 1, 3);
		completed("B", 1, 2);

		assertThat(this.log.lost(Map.of("A", 4, "B", 2, "C", 5))).isEqualTo(2 + 5);
		assertThat(this.log.lost(Map.of("B", 2))).isZero();
	}

	private void completed(String account, int... sequences) {
		for (int sequence : sequences) {
			this.log.completed(account, sequence, false);
		}
	}

}
