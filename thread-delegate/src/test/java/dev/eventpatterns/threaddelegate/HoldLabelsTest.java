package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HoldLabelsTest {

	private static final HoldLabel A = new HoldLabel("A", "a-1", "first");

	private static final HoldLabel B = new HoldLabel("B", "b-1", "second");

	private final List<Long> acknowledged = new ArrayList<>();

	private final HoldLabels labels = new HoldLabels(this.acknowledged::add);

	@Test
	void keepsLabelsUntilTheirEndComes() {
		this.labels.label(1, A);
		this.labels.label(2, B);

		assertThat(this.labels.inForce()).containsExactly(A, B);
		assertThat(this.acknowledged).isEmpty();
	}

	@Test
	void acknowledgesALabelBeforeWhatHasEndedIt() {
		this.labels.label(1, A);
		this.labels.label(2, B);

		this.labels.released(3, A.name());

		assertThat(this.labels.inForce()).containsExactly(B);
		assertThat(this.acknowledged).containsExactly(1L, 3L);
	}

	@Test
	void acknowledgesAnEndWhoseLabelIsGone() {
		this.labels.released(1, A.name());

		assertThat(this.acknowledged).containsExactly(1L);
	}

}
