package dev.eventpatterns.threaddelegate;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HoldsTest {

	private static final String QUEUE = "orders";

	private static final String STAY = "first stay";

	private static final HoldLabel LABEL = new HoldLabel("A", "a-1", "label");

	private static final Hold<String> HOLD = new Hold<>(LABEL, QUEUE, STAY);

	private final AllocationMap<String> map = new AllocationMap<>();

	private final Holds<String, String> holds = new Holds<>(this.map);

	@Test
	void letsFollowersGoOnOnceTheEndOfTheHoldIsStored() {
		fail();
		this.map.add("A", "a-2");
		assertThat(this.holds.held()).isEqualTo(Map.of(QUEUE, List.of("A")));

		Hold<String> ended = this.holds.mendedBy("A", "a-1");
		assertThat(ended).isEqualTo(HOLD);
		this.map.addMended("A", "mended");
		Assignment<String> mended = assigned();
		assertThat(mended.event()).isEqualTo("mended");
		assertThat(this.holds.mended(mended, HOLD)).isTrue();
		assertThat(this.map.assign(1)).isNull();
		this.holds.released(HOLD);

		assertThat(assigned().event()).isEqualTo("a-2");
		assertThat(this.holds.held()).isEqualTo(Map.of(QUEUE, List.of()));
	}

	@Test
	void takesNoOtherEventForTheOneThatIsWaitedFor() {
		fail();

		assertThat(this.holds.mendedBy("A", "a-2")).isNull();
		assertThat(this.holds.mendedBy("B", "a-1")).isNull();
		assertThat(this.holds.mendedBy("A", "a-1")).isEqualTo(HOLD);
		assertThat(this.holds.mendedBy("A", "a-1")).as("a second time").isNull();
	}

	@Test
	void holdsAgainWhatTheLabelsSayAndNothingElse() {
		fail();
		HoldLabel other = new HoldLabel("B", "b-1", "other label");

		this.holds.recover(QUEUE, "second stay", List.of(other));
		this.map.add("A", "a-1");
		this.map.add("B", "b-2");

		assertThat(assigned().event()).isEqualTo("a-1");
		assertThat(this.map.assign(1)).isNull();
		assertThat(this.holds.mendedBy("B", "b-1")).isEqualTo(new Hold<>(other, QUEUE, "second stay"));
	}

	@Test
	void holdsNothingForAnEventOfAStayThatIsOver() {
		this.holds.recover(QUEUE, STAY, List.of());
		this.map.add("A", "a-1");
		Assignment<String> running = assigned();
		this.holds.recover(QUEUE, "second stay", List.of());

		assertThat(this.holds.failed(running, HOLD)).isFalse();
		this.map.release(running);

		assertThat(this.map.allocations()).isEmpty();
		assertThat(this.holds.held()).isEqualTo(Map.of(QUEUE, List.of()));
	}

	/** It was not acknowledged, so it comes once more, and goes before its followers. */
	@Test
	void waitsAgainForAMendedEventThatWasRunningWhenTheStayEnded() {
		fail();
		this.holds.mendedBy("A", "a-1");
		this.map.addMended("A", "mended");
		Assignment<String> running = assigned();
		this.map.forgetWaiting((event) -> true);
		this.holds.recover(QUEUE, "second stay", List.of(LABEL));
		this.map.add("A", "a-2");

		assertThat(this.holds.mended(running, HOLD)).isFalse();
		this.map.release(running);

		assertThat(this.map.assign(1)).isNull();
		assertThat(this.holds.mendedBy("A", "a-1")).isNotNull();
		this.map.addMended("A", "mended again");
		assertThat(assigned().event()).isEqualTo("mended again");
	}

	@Test
	void waitsForNothingMoreOnceSomebodyReleasesTheContext() {
		fail();
		this.map.add("A", "a-2");

		assertThat(this.holds.release("A")).isEqualTo(HOLD);
		assertThat(this.holds.mendedBy("A", "a-1")).isNull();
		assertThat(this.map.assign(1)).as("not stored yet").isNull();
		this.holds.released(HOLD);

		assertThat(assigned().event()).isEqualTo("a-2");
		assertThat(this.holds.release("A")).isNull();
	}

	@Test
	void letsGoWhatSomebodyElseSeesTo() {
		fail();
		this.map.add("A", "a-2");

		this.holds.forget("another queue");
		assertThat(this.map.assign(1)).isNull();
		this.holds.forget(QUEUE);

		assertThat(assigned().event()).isEqualTo("a-2");
		assertThat(this.holds.held()).isEmpty();
	}

	/** The first event of A fails for good. */
	private void fail() {
		this.holds.recover(QUEUE, STAY, List.of());
		this.map.add("A", "a-1");
		assertThat(this.holds.failed(assigned(), HOLD)).isTrue();
	}

	private Assignment<String> assigned() {
		Assignment<String> assignment = this.map.assign(1);
		assertThat(assignment).isNotNull();
		return assignment;
	}

}
