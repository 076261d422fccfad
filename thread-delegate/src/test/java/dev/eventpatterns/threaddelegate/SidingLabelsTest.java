package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SidingLabelsTest {

	private final List<String> published = new ArrayList<>();

	private final List<Long> acknowledged = new ArrayList<>();

	private final SidingLabels labels = new SidingLabels("mine", this.published::add, this.acknowledged::add);

	private static final SidingLabel A_IN_1 = new SidingLabel(1, "A", "first");

	private static final SidingLabel A_IN_2 = new SidingLabel(2, "A", "second");

	private static final SidingLabel B_IN_1 = new SidingLabel(1, "B", "third");

	@Test
	void findsTheLabelsBeforeItsSecondProbe() {
		this.labels.start();
		this.labels.label(1, A_IN_2);
		assertThat(this.labels.probe(2, "of somebody else")).isNull();
		assertThat(this.labels.probe(3, "mine")).isNull();
		this.labels.label(4, B_IN_1);

		assertThat(this.labels.probe(5, "mine")).containsExactly(A_IN_2, B_IN_1);
		assertThat(this.published).containsExactly("mine", "mine");
		assertThat(this.acknowledged).containsExactly(2L, 3L, 5L);
	}

	@Test
	void letsTheLaterOfTwoLabelsOfAContextCount() {
		this.labels.label(1, A_IN_1);
		this.labels.label(2, A_IN_2);

		this.labels.probe(3, "mine");

		assertThat(this.labels.probe(4, "mine")).containsExactly(A_IN_2);
		assertThat(this.acknowledged).containsExactly(3L, 4L, 1L);
	}

	@Test
	void letsTheLaterOfTwoLabelsOfASidingCount() {
		this.labels.label(1, A_IN_1);
		this.labels.label(2, B_IN_1);

		this.labels.probe(3, "mine");

		assertThat(this.labels.probe(4, "mine")).containsExactly(B_IN_1);
		assertThat(this.acknowledged).containsExactly(3L, 4L, 1L);
	}

	@Test
	void acknowledgesALabelOnceItsSidingIsFree() {
		this.labels.probe(1, "mine");
		this.labels.probe(2, "mine");
		this.labels.add(A_IN_1);
		this.labels.label(3, A_IN_1);
		assertThat(this.acknowledged).containsExactly(1L, 2L);

		this.labels.remove(A_IN_1.opening());

		assertThat(this.acknowledged).containsExactly(1L, 2L, 3L);
	}

	@Test
	void acknowledgesALabelThatComesAfterItsSidingWasFreed() {
		this.labels.probe(1, "mine");
		this.labels.probe(2, "mine");
		this.labels.add(A_IN_1);
		this.labels.remove(A_IN_1.opening());

		this.labels.label(3, A_IN_1);

		assertThat(this.acknowledged).containsExactly(1L, 2L, 3L);
	}

}
