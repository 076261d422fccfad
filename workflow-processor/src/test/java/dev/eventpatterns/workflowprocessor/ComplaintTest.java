package dev.eventpatterns.workflowprocessor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What belongs into one group. */
class ComplaintTest {

	private static final Origin ORIGIN = Origin.ofQueue("thread-delegate.orders");

	@Test
	void putsTogetherWhatDiffersInNumbersAndQuotedValues() {
		assertThat(group("quantity: must be 206, was '20 shares'")).isEqualTo(group("quantity: must be 7, was 'x, y'"));
	}

	@Test
	void keepsApartWhatFailedElsewhereOrOtherwise() {
		Complaint complaint = new Complaint(Cause.FAILED, "A", "no");

		assertThat(group("side: must be BUY")).isNotEqualTo(group("symbol: must be BUY"));
		assertThat(complaint.groupOf(ORIGIN)).isNotEqualTo(complaint.groupOf(Origin.ofQueue("ambulance.standard")));
		assertThat(complaint.groupOf(ORIGIN)).isNotEqualTo(new Complaint(Cause.FAILED, "B", "no").groupOf(ORIGIN))
			.isNotEqualTo(new Complaint(Cause.REJECTED, "A", "no").groupOf(ORIGIN));
	}

	private static String group(String message) {
		return new Complaint(Cause.FAILED, "MalformedOrderException", message).groupOf(ORIGIN);
	}

}
