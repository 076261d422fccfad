package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class QueuePatternsTest {

	@ParameterizedTest
	@CsvSource({ "*, anything.at all, true", "orders.*, orders.priority, true", "orders.*, orders, false",
			"orders.*, my.orders.x, false", "orders.*, ordersXpriority, false", "*.orders, ambulance.orders, true",
			"a?c, abc, true", "a?c, ac, false", "a*c, ac, true", "a[1]$*, a[1]$2, true", "exact, exact, true",
			"exact, exacter, false" })
	void findsQueuesByNameAndByPattern(String pattern, String queue, boolean expected) {
		assertThat(new QueuePatterns(List.of(pattern)).match(queue)).isEqualTo(expected);
	}

	@Test
	void tellsNamesFromPatterns() {
		QueuePatterns patterns = new QueuePatterns(List.of("orders", "work*", "a?"));

		assertThat(patterns.names()).containsExactly("orders");
		assertThat(patterns.wild()).containsExactlyInAnyOrder("work*", "a?");
		assertThat(patterns.match("orders")).isTrue();
		assertThat(patterns.match("workflow.events")).isTrue();
		assertThat(patterns.match("other")).isFalse();
	}

	@Test
	void refusesNothingAndBlanks() {
		assertThatIllegalArgumentException().isThrownBy(() -> new QueuePatterns(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new QueuePatterns(List.of("a", " ")));
	}

	@Test
	void isNotTrappedByManyStars() {
		QueuePatterns patterns = new QueuePatterns(List.of("*".repeat(60) + "b"));

		boolean found = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> patterns.match("a".repeat(255)));

		assertThat(found).isFalse();
	}

}
