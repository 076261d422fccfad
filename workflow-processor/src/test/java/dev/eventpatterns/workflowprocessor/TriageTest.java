package dev.eventpatterns.workflowprocessor;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.workflowprocessor.repair.RepairChain;
import dev.eventpatterns.workflowprocessor.repair.UnitAfterNumber;

import static org.assertj.core.api.Assertions.assertThat;

/** Who looks after an event: a rule or a person. */
class TriageTest {

	private static final byte[] MENDABLE = "BUY,AAPL,206 shares".getBytes();

	private static final Origin ORIGIN = Origin.ofQueue("thread-delegate.orders");

	private final Triage triage = new Triage(new RepairChain(List.of(new UnitAfterNumber())), 3);

	@Test
	void letsRulesMendUntilTheBudgetIsSpent() {
		assertThat(this.triage.look(MENDABLE, null, ORIGIN, 0, (rule) -> true)).isNotNull();
		assertThat(this.triage.look(MENDABLE, null, ORIGIN, 2, (rule) -> true)).isNotNull();
		assertThat(this.triage.look(MENDABLE, null, ORIGIN, 3, (rule) -> true)).isNull();
	}

	@Test
	void leavesToPeopleWhatCannotBeSentBack() {
		assertThat(this.triage.look(MENDABLE, null, Origin.unknown(), 0, (rule) -> true)).isNull();
	}

	@Test
	void leavesToPeopleWhatFailedThoughItIsAnOrder() {
		assertThat(this.triage.look("BUY,AAPL,206".getBytes(), null, ORIGIN, 0, (rule) -> true)).isNull();
	}

}
