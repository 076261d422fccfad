package dev.eventpatterns.multibroker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContextLanesTest {

	private final List<String> asked = new ArrayList<>();

	private final ContextLanes<String> lanes = new ContextLanes<>(List.of("b1", "b2", "b3"), 100,
			(broker, context, before) -> this.asked.add(broker + " " + context + " " + before));

	@Test
	void takesFromTheBrokersInTurn() {
		IntStream.range(0, 5).forEach((i) -> put("b1", "A" + i, i + 1));
		IntStream.range(0, 2).forEach((i) -> put("b3", "C" + i, i + 1));

		assertThat(takeAll()).containsExactly("b1 A0 1", "b3 C0 1", "b1 A1 2", "b3 C1 2", "b1 A2 3", "b1 A3 4",
				"b1 A4 5");
	}

	@Test
	void handlesOneOrderOfAContextAtATime() {
		put("b1", "A", 1);
		put("b1", "A", 2);
		put("b2", "A", 3);

		Arrival<String> first = this.lanes.poll();
		assertThat(first.order()).isEqualTo("b1 A 1");
		assertThat(this.lanes.poll()).isNull();
		this.lanes.done(first);

		assertThat(takeAll()).hasSize(1);
	}

	@Test
	void takesAnOrderThatIsTriedAgainBeforeOthersOfItsContext() {
		put("b1", "A", 1);
		put("b1", "A", 2);

		this.lanes.again(this.lanes.poll());

		assertThat(this.lanes.poll().order()).isEqualTo("b1 A 1");
	}

	@Test
	void holdsAnOrderBackUntilTheOneBeforeItOnAnotherBrokerIsDone() {
		put("b2", "A", 5, Map.of("b1", 4L));
		put("b2", "B", 1);
		put("b1", "A", 4);

		assertThat(this.lanes.held("b2")).isEqualTo(1);
		assertThat(drain()).containsExactly("b1 A 4", "b2 B 1", "b2 A 5");
		assertThat(this.lanes.held("b2")).isZero();
	}

	@Test
	void remembersWhatWasDoneBefore() {
		put("b1", "A", 4);
		drain();

		put("b2", "A", 5, Map.of("b1", 4L));

		assertThat(drain()).containsExactly("b2 A 5");
		assertThat(this.asked).isEmpty();
	}

	@Test
	void asksForAFenceAndLetsGoWhenItIsBack() {
		put("b2", "A", 5, Map.of("b1", 4L, "b3", 0L));
		assertThat(drain()).isEmpty();
		assertThat(this.asked).containsExactlyInAnyOrder("b1 A 5", "b3 A 5");

		this.lanes.passed("b1", "A", 5);
		assertThat(drain()).isEmpty();
		this.lanes.passed("b3", "A", 5);

		assertThat(drain()).containsExactly("b2 A 5");
	}

	@Test
	void doesNotWaitForABrokerThatNobodyKnows() {
		put("b2", "A", 5, Map.of("gone", 4L));

		assertThat(drain()).containsExactly("b2 A 5");
	}

	@Test
	void letsAFencePassWhenAllBeforeItIsDone() {
		put("b1", "A", 1);
		put("b1", "A", 2);
		put("b1", "A", 7);
		List<String> passed = new ArrayList<>();

		this.lanes.fence("b1", "A", 5, () -> passed.add("A"));
		this.lanes.fence("b1", "B", 5, () -> passed.add("B"));
		assertThat(passed).as("nothing of B is there").containsExactly("B");
		this.lanes.done(this.lanes.poll());
		assertThat(passed).containsExactly("B");
		this.lanes.done(this.lanes.poll());

		assertThat(passed).containsExactly("B", "A");
	}

	@Test
	void letsAFenceForAllPassWhenEveryContextHasPassedIt() {
		put("b1", "A", 1);
		put("b1", "B", 2);
		put("b2", "C", 3);
		List<String> passed = new ArrayList<>();

		this.lanes.fence("b1", null, Long.MAX_VALUE, () -> passed.add("all"));
		Arrival<String> one = this.lanes.poll();
		Arrival<String> two = this.lanes.poll();
		Arrival<String> three = this.lanes.poll();
		this.lanes.done(two);
		assertThat(passed).isEmpty();
		this.lanes.done(one);
		this.lanes.done(three);

		assertThat(passed).containsExactly("all");
	}

	@Test
	void forgetsWhatComesAgain() {
		put("b1", "A", 1);
		put("b1", "A", 2);
		put("b2", "B", 1);
		Arrival<String> first = this.lanes.poll();

		this.lanes.clear("b1");
		put("b1", "A", 1);

		assertThat(drain()).containsExactly("b2 B 1");
		this.lanes.leave(first);
		assertThat(drain()).containsExactly("b1 A 1");
	}

	private void put(String broker, String context, long position) {
		put(broker, context, position, Map.of());
	}

	private void put(String broker, String context, long position, Map<String, Long> after) {
		this.lanes.put(new Arrival<>(broker, context, position, after, broker + " " + context + " " + position));
	}

	/** All that can be taken while nothing is done. */
	private List<String> takeAll() {
		List<String> taken = new ArrayList<>();
		for (Arrival<String> next = this.lanes.poll(); next != null; next = this.lanes.poll()) {
			taken.add(next.order());
		}
		return taken;
	}

	/** All that can be taken, each done before the next. */
	private List<String> drain() {
		List<String> taken = new ArrayList<>();
		for (Arrival<String> next = this.lanes.poll(); next != null; next = this.lanes.poll()) {
			taken.add(next.order());
			this.lanes.done(next);
		}
		return taken;
	}

}
