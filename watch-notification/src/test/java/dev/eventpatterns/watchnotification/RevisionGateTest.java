package dev.eventpatterns.watchnotification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.watchnotification.RevisionGate.Passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RevisionGateTest {

	private final RevisionGate gate = new RevisionGate();

	private final List<Change> heard = new ArrayList<>();

	@Test
	void tellsHowManyRevisionsWereMissed() {
		offer(4);
		offer(5);
		offer(9);

		assertThat(this.heard).extracting(Change::missed).containsExactly(0L, 0L, 3L);
	}

	@Test
	void countsFromZeroWhenItKnewThatThereWasNoValue() {
		this.gate.answer(value(0), 0, 0, this.heard::add);
		offer(3);

		assertThat(this.heard).extracting(Change::missed).containsExactly(2L);
	}

	@Test
	void takesTheServersWordAfterARestart() {
		this.gate.answer(value(9), 4, 0, this.heard::add);

		assertThat(this.heard).extracting(Change::missed).containsExactly(4L);
	}

	@Test
	void dropsWhatIsOlderOrRepeated() {
		offer(5);

		assertThat(offer(5)).isEqualTo(Passage.REPEATED);
		assertThat(offer(4)).isEqualTo(Passage.OLDER);
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void letsThroughAgainWhatTheListenerCouldNotTake() {
		assertThatThrownBy(() -> this.gate.offer(value(5), 0, (change) -> {
			throw new IllegalStateException("not now");
		})).hasMessage("not now");
		assertThat(this.gate.seen("key")).isZero();

		assertThat(offer(5)).isEqualTo(Passage.NEW);
	}

	@Test
	void believesAServerThatHasLostSomeOfItsPast() {
		offer(17);

		assertThat(this.gate.answer(value(2), 0, 17, this.heard::add)).isEqualTo(Passage.NEW);
		assertThat(offer(3)).isEqualTo(Passage.NEW);
	}

	/** A notice may overtake the answer to a question that was asked before. */
	@Test
	void doesNotMistakeALateAnswerForALostPast() {
		offer(4);
		offer(6);

		assertThat(this.gate.answer(value(5), 0, 4, this.heard::add)).isEqualTo(Passage.OLDER);
		assertThat(this.gate.seen("key")).isEqualTo(6);
	}

	@Test
	void keepsKeysApart() {
		offer(7);

		assertThat(this.gate.offer(new ConfigValue("other", "v", 1, Instant.EPOCH), 0, this.heard::add))
			.isEqualTo(Passage.NEW);
	}

	@Property
	void neverGoesBackAndEndsAtTheNewest(@ForAll @Size(max = 30) List<@IntRange(min = 1, max = 20) Integer> revisions) {
		RevisionGate fresh = new RevisionGate();
		List<Long> told = new ArrayList<>();

		revisions.forEach((revision) -> fresh.offer(value(revision), 0, (change) -> told.add(change.revision())));

		assertThat(told).isSorted().doesNotHaveDuplicates();
		assertThat(fresh.seen("key"))
			.isEqualTo(revisions.stream().max(Comparator.naturalOrder()).map(Integer::longValue).orElse(0L));
	}

	private Passage offer(long revision) {
		return this.gate.offer(value(revision), 0, this.heard::add);
	}

	private static ConfigValue value(long revision) {
		return new ConfigValue("key", (revision > 0) ? "v" + revision : null, revision, Instant.EPOCH);
	}

}
