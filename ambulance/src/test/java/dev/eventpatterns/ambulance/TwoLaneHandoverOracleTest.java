package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import dev.eventpatterns.ambulance.TwoLaneHandover.Handed;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any sequence of calls, compared with a list of all that waits and the rule in words.
 */
class TwoLaneHandoverOracleTest {

	private static final Duration MAX_WAIT = Duration.ofNanos(20);

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicLong clock = new AtomicLong();

	private final List<Order> waiting = new ArrayList<>();

	private Mode mode = Mode.AMBULANCE;

	private boolean standardWasLastOnPriorityThread;

	@Property(tries = 500)
	void handsOverWhatTheRuleSays(@ForAll long seed) throws Exception {
		this.waiting.clear();
		this.mode = Mode.AMBULANCE;
		this.standardWasLastOnPriorityThread = false;
		Random random = new Random(seed);
		TwoLaneHandover<Order> handover = new TwoLaneHandover<>(this.mode, MAX_WAIT, Duration.ZERO, this.clock::get);
		for (int id = 0; id < 300; id++) {
			this.clock.addAndGet(random.nextInt(6));
			int what = random.nextInt(100);
			if (what < 45) {
				Order order = new Order(id, any(random, Lane.values()), START.plusNanos(random.nextInt(50)),
						this.clock.get());
				if (what < 42) {
					this.waiting.add(order);
					handover.put(order.lane, order, order.since);
				}
				else {
					this.waiting.add(0, order);
					handover.putAgain(order.lane, order, order.since);
				}
			}
			else if (what < 93) {
				Lane own = any(random, Lane.values());
				Optional<Order> expected = expected(own);
				if (expected.isPresent()) {
					Handed<Order> handed = handover.take(own);

					assertThat(handed).isEqualTo(new Handed<>(expected.get().lane, expected.get(),
							Duration.ofNanos(this.clock.get() - expected.get().arrived)));
					taken(own, expected.get());
				}
			}
			else if (what < 99) {
				this.mode = any(random, Mode.values());
				handover.mode(this.mode);
			}
			else {
				this.waiting.clear();
				handover.clear();
			}
			assertThat(handover.depth(Lane.PRIORITY) + handover.depth(Lane.STANDARD)).isEqualTo(this.waiting.size());
		}
	}

	private Optional<Order> expected(Lane own) {
		Optional<Order> priority = head(Lane.PRIORITY);
		Optional<Order> standard = head(Lane.STANDARD);
		return switch (this.mode) {
			case NONE -> Stream.of(priority, standard)
				.flatMap(Optional::stream)
				.min(Comparator.comparing((order) -> order.since));
			case CARPOOL -> head(own);
			case AMBULANCE -> {
				if (own == Lane.STANDARD) {
					yield standard;
				}
				boolean tooLong = standard.isPresent()
						&& this.clock.get() - standard.get().arrived >= MAX_WAIT.toNanos();
				yield (tooLong && !this.standardWasLastOnPriorityThread) ? standard : priority.or(() -> standard);
			}
		};
	}

	private void taken(Lane own, Order order) {
		this.waiting.remove(order);
		if (own == Lane.PRIORITY) {
			this.standardWasLastOnPriorityThread = order.lane == Lane.STANDARD;
		}
	}

	private Optional<Order> head(Lane lane) {
		return this.waiting.stream().filter((order) -> order.lane == lane).findFirst();
	}

	private static <E> E any(Random random, E[] values) {
		return values[random.nextInt(values.length)];
	}

	private record Order(int id, Lane lane, Instant since, long arrived) {
	}

}
