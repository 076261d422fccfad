package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlowTest {

	private final Flow flow = new Flow();

	@Test
	void reckonsWhatHasArrivedFromWhatIsThereAndWhatWasDone() {
		add(0, 100, Map.of("a", report(5, 1_000, 50), "b", report(5, 0, 0)));
		assertThat(this.flow.arrivalRate()).isNull();

		add(2, 120, Map.of("a", report(4, 1_060, 53), "b", report(6, 20, 1)));

		assertThat(this.flow.arrivalRate()).isEqualTo(50);
		assertThat(this.flow.serviceTime()).isEqualTo(Duration.ofMillis(50));
	}

	@Test
	void isNotMisledByAnInstanceThatComesOrGoes() {
		add(0, 100, Map.of("a", report(0, 1_000, 50)));
		add(1, 100, Map.of("a", report(0, 1_010, 51), "new", report(0, 5_000, 900)));
		assertThat(this.flow.arrivalRate()).isEqualTo(10);

		add(2, 110, Map.of("new", report(0, 5_000, 900)));

		assertThat(this.flow.arrivalRate()).isEqualTo(10);
	}

	@Test
	void doesNotReckonAcrossATimeInWhichNothingWasSeen() {
		add(0, 100, Map.of("a", report(0, 0, 0)));
		add(1, 200, Map.of("a", report(0, 0, 0)));
		this.flow.interrupt();

		add(60, 9_000, Map.of("a", report(0, 0, 0)));

		assertThat(this.flow.arrivalRate()).isNull();
	}

	@Test
	void keepsTheLastServiceTimeForAWhile() {
		add(0, 0, Map.of("a", report(0, 0, 0)));
		add(1, 0, Map.of("a", report(0, 100, 5)));
		add(2, 0, Map.of("a", report(0, 100, 5)));

		assertThat(this.flow.serviceTime()).isEqualTo(Duration.ofMillis(50));
	}

	private void add(int second, long ready, Map<String, WorkReport> reports) {
		this.flow.add(Instant.EPOCH.plusSeconds(second), ready, reports);
	}

	private static WorkReport report(int busy, long completed, long workedSeconds) {
		return new WorkReport(10, 10, busy, 0, completed, workedSeconds * 1_000_000_000L);
	}

}
