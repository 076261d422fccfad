package dev.eventpatterns.channelmonitor.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.trading.service.ControlEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ControlLogTest {

	private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

	private final List<Object> told = new ArrayList<>();

	private final ControlLog log = new ControlLog(3, this.told::add);

	@Test
	void keepsTheNewestDecisionsAndTellsEach() {
		for (int i = 1; i <= 5; i++) {
			assertThat(this.log.on(decision("scale-up", i), NOW)).isEqualTo(ControlEventKind.DECISION);
		}

		assertThat(look().decisions()).extracting(ControlLog.Decision::to).containsExactly(5, 4, 3);
		assertThat(look().decisions()).extracting(ControlLog.Decision::id).containsExactly(5L, 4L, 3L);
		assertThat(look().states()).isEmpty();
		assertThat(this.told).hasSize(5);
	}

	@Test
	void makesALineOfAStateOnlyWhenItsNumberHasChanged() {
		state(0);
		assertThat(look().decisions()).as("0 at first is no news").isEmpty();
		state(2);
		state(2);
		state(2);
		state(0);

		assertThat(look().decisions()).extracting(ControlLog.Decision::from, ControlLog.Decision::to)
			.containsExactly(tuple(2L, 0L), tuple(0L, 2L));
		assertThat(look().states()).singleElement().satisfies((state) -> assertThat(state.count()).isZero());
		assertThat(this.told.stream().filter(ControlLog.State.class::isInstance)).as("each is told, for its age")
			.hasSize(5);
	}

	@Test
	void makesALineOfAStateThatIsHeardOfForTheFirstTime() {
		state(3);

		assertThat(look().decisions()).singleElement()
			.satisfies((line) -> assertThat(line.from()).as("not known").isNull());
	}

	@Test
	void keepsStatesOfDifferentPlacesApart() {
		this.log.on(event("a", "held", "orders", 1), NOW);
		this.log.on(event("a", "held", "payments", 2), NOW);
		this.log.on(event("b", "held", "orders", 4), NOW.plusSeconds(5));

		assertThat(look().states()).extracting(ControlLog.State::count).containsExactly(4L, 2L, 1L);
		assertThat(look().states().get(0).heardAt()).isEqualTo("2026-11-01T08:00:05.000000Z");
	}

	@Test
	void dropsAStateThatHasNoNumber() {
		assertThat(this.log.on(event("a", "held", "orders", null), NOW)).isEqualTo(ControlEventKind.DROPPED);
		assertThat(this.log.on(event("a", "inbox", "orders", -1), NOW)).isEqualTo(ControlEventKind.DROPPED);

		assertThat(look().states()).isEmpty();
		assertThat(this.told).isEmpty();
	}

	@Test
	void holdsNoMoreStatesThanItMay() {
		for (int i = 0; i < 1_500; i++) {
			this.log.on(event("a", "held", "queue-" + i, 1), NOW);
		}

		assertThat(look().states()).hasSize(1_000);
		assertThat(look().states().get(0).channel()).isEqualTo("queue-1499");
	}

	private ControlLog.Snapshot look() {
		return this.log.look(true, Function.identity());
	}

	private void state(int number) {
		assertThat(this.log.on(event("thread-delegate", "held", "orders", number), NOW))
			.isEqualTo(ControlEventKind.STATE);
	}

	private static ControlEvent decision(String kind, int to) {
		return event("supervisor-consumer", kind, "orders", to);
	}

	private static ControlEvent event(String source, String kind, String channel, @Nullable Number to) {
		return new ControlEvent(source, kind, channel, null, to, "a reason", "2026-11-01T08:00:00.000000Z");
	}

}
