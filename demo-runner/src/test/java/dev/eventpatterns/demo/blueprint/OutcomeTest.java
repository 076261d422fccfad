package dev.eventpatterns.demo.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import com.rabbitmq.client.AMQP;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A verdict that cannot be bad says nothing. */
class OutcomeTest {

	private static final AMQP.BasicProperties NONE = new AMQP.BasicProperties();

	private static Outcome outcome(Set<String> processed, Set<String> inbox, long violations, long twice) {
		return new Outcome(List.of(phase(100, 5)), Set.of("a", "b", "c"), processed, inbox, violations, twice, 0, 7);
	}

	private static PhaseResult phase(long deepest, double healedAfter) {
		Moment deep = new Moment(1, deepest, 0, 0, 2, 2, 0, 0, false, 3, 1, true);
		return new PhaseResult(Phase.QUIET, 0, 2, 2 + healedAfter, 0, List.of(deep), List.of(),
				new ResponseTimes(new long[0], new long[0]));
	}

	@Test
	void passesWhenAllOrdersAreProcessedOrWaitForAPerson() {
		Outcome outcome = outcome(Set.of("a", "b", "x"), Set.of("c"), 0, 0);

		assertThat(outcome.lost()).isZero();
		assertThat(outcome.done()).isEqualTo(2);
		assertThat(outcome.waiting()).isEqualTo(1);
		assertThat(outcome.passed()).isTrue();
	}

	@Test
	void failsForAnOrderThatIsNowhere() {
		assertThat(outcome(Set.of("a", "b"), Set.of(), 0, 0).lost()).isEqualTo(1);
		assertThat(outcome(Set.of("a", "b"), Set.of(), 0, 0).passed()).isFalse();
	}

	@Test
	void failsForOrdersOutOfTurnOrAppliedTwice() {
		assertThat(outcome(Set.of("a", "b", "c"), Set.of(), 1, 0).passed()).isFalse();
		assertThat(outcome(Set.of("a", "b", "c"), Set.of(), 0, 1).passed()).isFalse();
	}

	@Test
	void failsForAQueueTooDeepAndForSlowHealing() {
		Set<String> all = Set.of("a", "b", "c");

		assertThat(new Outcome(List.of(phase(10_000, 1)), all, all, Set.of(), 0, 0, 0, 0).passed()).isFalse();
		assertThat(new Outcome(List.of(phase(10, 11)), all, all, Set.of(), 0, 0, 0, 0).passed()).isFalse();
	}

	@Test
	void judgesOrderByFirstCompletionsWithinAnAccountAndALane() {
		Completions completions = new Completions();
		complete(completions, "a-1", "A", 1, "null");
		complete(completions, "a-3", "A", 3, "null");
		complete(completions, "a-1", "A", 1, "null");
		complete(completions, "a-2u", "A", 2, "\"priority\"");
		assertThat(completions.violations()).isZero();
		assertThat(completions.again()).isEqualTo(1);

		complete(completions, "a-2", "A", 2, "null");

		assertThat(completions.violations()).isEqualTo(1);
		assertThat(completions.count()).isEqualTo(4);
	}

	private static void complete(Completions completions, String id, String account, int sequence, String lane) {
		String event = """
				{"orderId":"%s","account":"%s","sequence":%d,"finishedAt":"2026-01-01T00:00:00.000001Z","lane":%s}"""
			.formatted(id, account, sequence, lane);
		completions.on(NONE, event.getBytes(StandardCharsets.UTF_8), false);
	}

}
