package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionsTest {

	private final Completions completions = new Completions();

	@Test
	void coversAllThatIsDoneBeforeTheFirstThatIsNotWithOneAck() {
		received(1, 5);
		done(2, 1, 3, 5);

		assertThat(this.completions.takePrefix()).isEqualTo(3);
		assertThat(this.completions.takePrefix()).isZero();
		assertThat(this.completions.takeSingles()).containsExactly(5L);
		assertThat(this.completions.unacknowledged()).isZero();
	}

	@Test
	void givesAGapTimeToCloseBeforeWhatIsBehindItGetsAnAckOfItsOwn() {
		received(1, 5);
		done(2, 3);

		assertThat(this.completions.takeOverdue()).isEmpty();
		done(5);
		assertThat(this.completions.takeOverdue()).containsExactlyInAnyOrder(2L, 3L);
		done(1);
		assertThat(this.completions.takePrefix()).isEqualTo(1);
		assertThat(this.completions.takeOverdue()).containsExactly(5L);
		assertThat(this.completions.unacknowledged()).isZero();
	}

	@Test
	void hasNothingToAcknowledgeWhileTheFirstIsNotDone() {
		received(1, 3);
		done(2, 3);

		assertThat(this.completions.takePrefix()).isZero();
		assertThat(this.completions.allDone()).isFalse();
	}

	@Test
	void ignoresWhatIsDoneASecondTime() {
		received(1, 1);
		done(1);
		assertThat(this.completions.takePrefix()).isEqualTo(1);

		done(1);

		assertThat(this.completions.takePrefix()).isZero();
	}

	/**
	 * As the broker sees it: each delivery acknowledged once, and only when it is done.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void acknowledgesEachDeliveryOnceAndOnlyWhenItIsDone(long seed) {
		Random random = new Random(seed);
		TreeSet<Long> unacknowledged = new TreeSet<>();
		List<Long> open = new ArrayList<>();
		long tag = 0;
		for (int i = 0; i < 20_000; i++) {
			if (random.nextBoolean()) {
				this.completions.received(++tag);
				unacknowledged.add(tag);
				open.add(tag);
			}
			else if (!open.isEmpty()) {
				this.completions.done(open.remove(random.nextInt(open.size())));
			}
			if (random.nextInt(10) == 0) {
				acknowledge(unacknowledged, open);
			}
		}
		open.forEach(this.completions::done);
		acknowledge(unacknowledged, List.of());

		assertThat(unacknowledged).isEmpty();
	}

	private void acknowledge(TreeSet<Long> unacknowledged, List<Long> open) {
		long prefix = this.completions.takePrefix();
		if (prefix > 0) {
			assertThat(unacknowledged).as("the broker knows the tag").contains(prefix);
			assertThat(open).allMatch((tag) -> tag > prefix);
			unacknowledged.headSet(prefix, true).clear();
		}
		for (long single : this.completions.takeSingles()) {
			assertThat(open).doesNotContain(single);
			assertThat(unacknowledged.remove(single)).isTrue();
		}
	}

	private void received(long from, long to) {
		for (long tag = from; tag <= to; tag++) {
			this.completions.received(tag);
		}
	}

	private void done(long... tags) {
		for (long tag : tags) {
			this.completions.done(tag);
		}
	}

}
