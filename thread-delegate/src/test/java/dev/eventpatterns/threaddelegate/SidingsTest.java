package dev.eventpatterns.threaddelegate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SidingsTest {

	/** More find rarer faults: {@code -Dthread-delegate.model.runs=20000}. */
	private static final int RUNS = Integer.getInteger("thread-delegate.model.runs", 400);

	/** The model asserts that nothing is lost or overtaken, whatever crashes when. */
	@ParameterizedTest
	@CsvSource({ "1, 1, 6", "1, 3, 8", "2, 2, 8", "3, 4, 20", "0, 2, 4" })
	void keepsTheOrderAndLosesNothingInAnyInterleaving(int sidings, int maxPerContext, int prefetch) {
		int sided = 0;
		int crashes = 0;
		int held = 0;
		int recovered = 0;
		for (long seed = 0; seed < RUNS; seed++) {
			SidingsModel model = new SidingsModel(seed, sidings, maxPerContext, prefetch);
			model.run(400);
			sided += model.sided;
			crashes += model.crashes;
			held += model.held;
			recovered += model.recovered;
		}

		assertThat(crashes).isGreaterThan(RUNS / 3);
		assertThat(sided > 3 * RUNS).isEqualTo(sidings > 0);
		assertThat(held).isGreaterThan(RUNS / 3);
		assertThat(recovered).isGreaterThan(RUNS / 10);
	}

	/** It opens when there are too many, and closes only when nothing at all is left. */
	@Test
	void keepsItsSidingWhileAContextHoversAtItsBound() {
		InstantYard yard = new InstantYard(3);
		for (int event = 0; event < 4; event++) {
			yard.arrive();
		}
		for (int event = 0; event < 1_000; event++) {
			yard.finishOldest();
			yard.arrive();
		}
		assertThat(yard.opened).isEqualTo(1);

		yard.finishAll();
		assertThat(yard.sidings.labels()).isEmpty();
		assertThat(yard.opened).isEqualTo(1);
	}

	/** Where everything is stored at once, and comes back when there is room for it. */
	private static final class InstantYard implements Yard<Object> {

		private final int bound;

		private final Sidings<Object> sidings;

		private final Deque<Object> running = new ArrayDeque<>();

		private final Deque<Runnable> inSiding = new ArrayDeque<>();

		private final List<Runnable> afterwards = new ArrayList<>();

		private int names;

		private int opened;

		InstantYard(int bound) {
			this.bound = bound;
			this.sidings = new Sidings<>(1, bound, () -> "name " + this.names++, this);
		}

		void arrive() {
			this.sidings.arrived("A", new Object());
			goOn();
		}

		void finishOldest() {
			this.sidings.done("A", this.running.removeFirst());
			goOn();
		}

		void finishAll() {
			while (!this.running.isEmpty()) {
				finishOldest();
			}
		}

		private void goOn() {
			while (!this.afterwards.isEmpty()) {
				this.afterwards.remove(0).run();
			}
			while (!this.inSiding.isEmpty() && this.running.size() < this.bound) {
				this.inSiding.removeFirst().run();
			}
		}

		@Override
		public void label(SidingLabel label) {
			this.opened++;
			this.afterwards.add(() -> this.sidings.labelled(label));
		}

		@Override
		public void unlabel(SidingLabel label) {
		}

		@Override
		public void put(SidingLabel label, String place, Object event) {
			this.afterwards.add(() -> this.sidings.stored(label, event));
			this.inSiding.add(() -> this.sidings.returned(label.siding(), label.opening(), place, new Object()));
		}

		@Override
		public void mark(SidingLabel label, String place) {
		}

		@Override
		public void run(String context, Object event) {
			this.running.addLast(event);
		}

		@Override
		public void settle(Object event) {
		}

	}

}
