package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.threaddelegate.Allocation.State;
import dev.eventpatterns.threaddelegate.ReferenceMap.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AllocationMapTest {

	/**
	 * Every operation of the dispatcher is one step of this map under one lock, so the
	 * sequences of steps are all there is to interleave. This walks every one of them for
	 * a few events: each way in which receiving, assigning, finishing, failing, resting
	 * and holding can follow each other.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "AAB", "ABA", "AAA", "ABC" })
	void decidesAsTheReferenceInEveryInterleaving(String contexts) {
		int walked = new Walk(contexts, 2, 1).all();

		assertThat(walked).isGreaterThan(1_000);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void decidesAsTheReferenceInLongRandomSequences(long seed) {
		Random random = new Random(seed);
		Steps steps = new Steps(5);

		for (int i = 0; i < 20_000; i++) {
			int delegate = random.nextInt(5);
			String context = String.valueOf((char) ('A' + random.nextInt(8)));
			switch (random.nextInt(14)) {
				case 0, 1, 2 -> steps.add(context);
				case 3, 4, 5 -> steps.assign(delegate);
				case 6, 7 -> steps.finish(delegate);
				case 8 -> steps.rest(delegate);
				case 9 -> steps.resume(context);
				case 10 -> steps.hold(delegate);
				case 11 -> steps.holdBack(context);
				case 12 -> steps.addMended(context);
				default -> steps.free(context);
			}
			if (random.nextInt(2_000) == 0) {
				steps.forgetWaiting();
			}
		}
	}

	@Test
	void letsAMendedEventGoBeforeTheFollowersThatWaitedForIt() {
		AllocationMap<String> map = new AllocationMap<>();
		map.add("A", "failing");
		map.add("A", "follower 1");
		map.add("A", "follower 2");
		map.hold(assigned(map));
		assertThat(map.assign(1)).isNull();

		map.addMended("A", "mended");

		assertThat(runAll(map)).containsExactly("mended", "follower 1", "follower 2");
	}

	@Test
	void takesAMendedEventLikeAnyOtherWhereNothingIsHeld() {
		AllocationMap<String> map = new AllocationMap<>();
		map.add("A", "first");

		map.addMended("A", "second");

		assertThat(runAll(map)).containsExactly("first", "second");
	}

	@Test
	void letsADelegateFinishWhatItHasOfAContextThatIsHeldBack() {
		AllocationMap<String> map = new AllocationMap<>();
		map.add("A", "running");
		map.add("A", "follower");
		Assignment<String> running = assigned(map);

		map.holdBack("A");
		map.release(running);

		assertThat(map.assign(1)).isNull();
		assertThat(map.free("A")).isTrue();
		assertThat(runAll(map)).containsExactly("follower");
	}

	@Test
	void holdsBackAContextOfWhichNothingIsKnownYet() {
		AllocationMap<String> map = new AllocationMap<>();

		map.holdBack("A");
		map.add("A", "follower");

		assertThat(map.assign(1)).isNull();
		assertThat(map.allocations()).containsExactly(new Allocation("A", null, 1, State.HELD));
	}

	@Test
	void forgetsContextsWhoseEventsAreDone() {
		AllocationMap<String> map = new AllocationMap<>();
		for (int i = 0; i < 1_000; i++) {
			map.add("context " + i, "event");
		}

		runAll(map);

		assertThat(map.allocations()).isEmpty();
		assertThat(map.inFlight()).isZero();
	}

	@Test
	void forgetsOnlyWhatIsLost() {
		AllocationMap<String> map = new AllocationMap<>();
		map.add("A", "lost running");
		Assignment<String> running = assigned(map);
		map.add("A", "lost 1");
		map.add("B", "lost resting");
		map.rest(assigned(map));
		map.add("B", "kept 2");
		map.add("C", "kept 3");
		map.add("D", "lost 4");

		map.forgetWaiting((event) -> event.startsWith("lost"));

		assertThat(map.running((event) -> event.startsWith("lost"))).isEqualTo(1);
		assertThat(map.running((event) -> event.startsWith("kept"))).isZero();
		assertThat(map.inFlight()).isEqualTo(3);
		map.release(running);
		assertThat(runAll(map)).containsExactly("kept 2", "kept 3");
		assertThat(map.allocations()).isEmpty();
	}

	@Test
	void showsWhatEachContextWaitsFor() {
		AllocationMap<String> map = new AllocationMap<>();
		map.add("held", "1");
		map.hold(assigned(map));
		map.add("held", "2");
		map.add("resting", "3");
		map.rest(assigned(map));
		map.add("running", "4");
		map.add("running", "5");
		assigned(map);
		map.add("ready", "6");

		assertThat(map.allocations()).containsExactlyInAnyOrder(new Allocation("held", null, 1, State.HELD),
				new Allocation("resting", null, 1, State.RESTING), new Allocation("running", 1, 2, State.RUNNING),
				new Allocation("ready", null, 1, State.READY));
	}

	@Test
	void refusesToReleaseWhatIsNotRunning() {
		AllocationMap<String> map = new AllocationMap<>();
		map.add("A", "event");
		Assignment<String> assignment = assigned(map);
		map.release(assignment);

		assertThatThrownBy(() -> map.release(assignment)).isInstanceOf(IllegalStateException.class);
	}

	private static Assignment<String> assigned(AllocationMap<String> map) {
		Assignment<String> assignment = map.assign(1);
		assertThat(assignment).isNotNull();
		return assignment;
	}

	private static List<String> runAll(AllocationMap<String> map) {
		List<String> events = new ArrayList<>();
		for (Assignment<String> next = map.assign(1); next != null; next = map.assign(1)) {
			events.add(next.event());
			map.release(next);
		}
		return events;
	}

	/** Depth-first through all sequences of steps, each replayed from the start. */
	private record Walk(String contexts, int delegates, int failures) {

		int all() {
			return from(new ArrayList<>(), 0, 0);
		}

		private int from(List<Consumer<Steps>> path, int added, int failed) {
			Steps now = new Steps(this.delegates);
			path.forEach((step) -> step.accept(now));
			int walked = 1;
			if (added < this.contexts.length()) {
				String context = this.contexts.substring(added, added + 1);
				walked += then(path, (steps) -> steps.add(context), added + 1, failed);
			}
			for (int i = 0; i < this.delegates; i++) {
				int delegate = i;
				if (now.idle(delegate)) {
					walked += now.ready() ? then(path, (steps) -> steps.assign(delegate), added, failed) : 0;
					continue;
				}
				walked += then(path, (steps) -> steps.finish(delegate), added, failed);
				if (failed < this.failures) {
					walked += then(path, (steps) -> steps.rest(delegate), added, failed + 1);
					walked += then(path, (steps) -> steps.hold(delegate), added, failed + 1);
				}
			}
			for (String context : now.stuck()) {
				walked += then(path, (steps) -> {
					steps.resume(context);
					steps.free(context);
				}, added, failed);
			}
			return walked;
		}

		private int then(List<Consumer<Steps>> path, Consumer<Steps> step, int added, int failed) {
			path.add(step);
			int walked = from(path, added, failed);
			path.remove(path.size() - 1);
			return walked;
		}

	}

	/** Takes each step with the map and with the reference, and compares. */
	private static final class Steps {

		private final AllocationMap<Event> map = new AllocationMap<>();

		private final ReferenceMap reference = new ReferenceMap();

		private final List<Assignment<Event>> assignments = new ArrayList<>();

		private int added;

		Steps(int delegates) {
			for (int i = 0; i < delegates; i++) {
				this.assignments.add(null);
			}
		}

		boolean idle(int delegate) {
			return this.reference.runningAt(delegate) == null;
		}

		boolean ready() {
			return this.reference.hasReady();
		}

		List<String> stuck() {
			return this.map.allocations()
				.stream()
				.filter((row) -> row.state() == State.RESTING || row.state() == State.HELD)
				.map(Allocation::context)
				.toList();
		}

		void add(String context) {
			Event event = new Event(context, this.added++);
			this.map.add(context, event);
			this.reference.add(event);
			compare();
		}

		void assign(int delegate) {
			if (idle(delegate)) {
				Assignment<Event> assignment = this.map.assign(delegate);
				assertThat((assignment != null) ? assignment.event() : null).isEqualTo(this.reference.assign(delegate));
				this.assignments.set(delegate, assignment);
				compare();
			}
		}

		void finish(int delegate) {
			if (!idle(delegate)) {
				this.map.release(this.assignments.get(delegate));
				this.reference.release(delegate);
				compare();
			}
		}

		void rest(int delegate) {
			if (!idle(delegate)) {
				this.map.rest(this.assignments.get(delegate));
				this.reference.rest(delegate);
				compare();
			}
		}

		void resume(String context) {
			this.map.resume(context);
			this.reference.resume(context);
			compare();
		}

		void hold(int delegate) {
			if (!idle(delegate)) {
				this.map.hold(this.assignments.get(delegate));
				this.reference.hold(delegate);
				compare();
			}
		}

		void holdBack(String context) {
			this.map.holdBack(context);
			this.reference.holdBack(context);
			compare();
		}

		void addMended(String context) {
			Event event = new Event(context, this.added++);
			this.map.addMended(context, event);
			this.reference.addMended(event);
			compare();
		}

		void free(String context) {
			assertThat(this.map.free(context)).isEqualTo(this.reference.free(context));
			compare();
		}

		void forgetWaiting() {
			this.map.forgetWaiting((event) -> true);
			this.reference.forgetWaiting();
			compare();
		}

		private void compare() {
			assertThat(this.map.hasReady()).isEqualTo(this.reference.hasReady());
			assertThat(this.map.inFlight()).isEqualTo(this.reference.inFlight());
		}

	}

}
