package dev.eventpatterns.watchnotification;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlotsTest {

	@Test
	void givesAFastSlotOnWhenItsAttemptTakesLong() {
		Slots slots = new Slots(1, 1);
		Slots.Slot long1 = slots.take(false);
		assertThat(slots.isFree(false)).isFalse();

		assertThat(long1.giveWay()).isTrue();

		assertThat(slots.isFree(false)).isTrue();
		assertThat(slots.isFree(true)).isFalse();
		long1.release();
		assertThat(slots.isFree(true)).isTrue();
	}

	@Test
	void keepsAFastSlotWhileNoSlowOneIsLeft() {
		Slots slots = new Slots(1, 1);
		Slots.Slot suspect = slots.take(true);
		Slots.Slot fast = slots.take(false);

		assertThat(fast.giveWay()).isFalse();
		suspect.release();

		assertThat(fast.giveWay()).isTrue();
	}

	@Test
	void neverLetsASuspectHaveAFastSlot() {
		Slots slots = new Slots(5, 1);
		slots.take(true);

		assertThat(slots.isFree(true)).isFalse();
		assertThatThrownBy(() -> slots.take(true)).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void refusesToHaveNone() {
		assertThatThrownBy(() -> new Slots(0, 1)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> new Slots(1, 0)).isInstanceOf(IllegalArgumentException.class);
	}

	/** Whatever happens: no more at once than there are, and none is lost. */
	@Property(tries = 200)
	void losesNoSlotAndMakesNone(@ForAll long seed) {
		Random random = new Random(seed);
		int fast = 1 + random.nextInt(4);
		int slow = 1 + random.nextInt(4);
		Slots slots = new Slots(fast, slow);
		List<Slots.Slot> taken = new ArrayList<>();
		for (int step = 0; step < 200; step++) {
			boolean suspect = random.nextBoolean();
			int what = random.nextInt(3);
			if (what == 0 && slots.isFree(suspect)) {
				taken.add(slots.take(suspect));
			}
			else if (what == 1 && !taken.isEmpty()) {
				taken.get(random.nextInt(taken.size())).giveWay();
			}
			else if (what == 2 && !taken.isEmpty()) {
				Slots.Slot over = taken.remove(random.nextInt(taken.size()));
				over.release();
				over.release();
				over.giveWay();
			}
			assertThat(taken).hasSizeLessThanOrEqualTo(fast + slow);
		}
		taken.forEach(Slots.Slot::release);

		for (int i = 0; i < fast; i++) {
			slots.take(false);
		}
		for (int i = 0; i < slow; i++) {
			slots.take(true);
		}
		assertThat(slots.isFree(false)).isFalse();
		assertThat(slots.isFree(true)).isFalse();
	}

}
