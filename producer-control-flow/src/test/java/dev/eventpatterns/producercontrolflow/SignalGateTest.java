package dev.eventpatterns.producercontrolflow;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.producercontrolflow.SignalGate.Receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignalGateTest {

	private static final long MILLI = 1_000_000;

	private final SignalGate gate = new SignalGate("orders", 1_000, 2);

	@Test
	void sendsAtTheNormalRateUntilASignalComes() {
		assertThat(this.gate.permittedPerSecond(0)).isEqualTo(1_000);
		assertThat(this.gate.throttled(0)).isFalse();
		assertThat(this.gate.epoch()).isEqualTo(-1);
	}

	@Test
	void multipliesWhatIsPermittedByItsWeight() {
		assertThat(this.gate.receive(signal(30.0, 1, 1_000), 0)).isEqualTo(Receipt.OBEYED);

		assertThat(this.gate.permittedPerSecond(0)).isEqualTo(60);
		assertThat(this.gate.throttled(0)).isTrue();
	}

	@Test
	void isBackToNormalWhenTheValidityIsOver() {
		this.gate.receive(signal(30.0, 1, 1_000), 5 * MILLI);

		assertThat(this.gate.permittedPerSecond(1_004 * MILLI)).isEqualTo(60);
		assertThat(this.gate.permittedPerSecond(1_005 * MILLI)).isEqualTo(1_000);
		assertThat(this.gate.valid(1_005 * MILLI)).isNull();
	}

	@Test
	void neverExceedsItsNormalRate() {
		this.gate.receive(signal(900.0, 1, 1_000), 0);

		assertThat(this.gate.permittedPerSecond(0)).isEqualTo(1_000);
	}

	@Test
	void stopsWhereNothingIsPermitted() {
		this.gate.receive(signal(0.0, 1, 1_000), 0);

		assertThat(this.gate.permittedPerSecond(0)).isZero();
	}

	@Test
	void ignoresAnOlderEpochAlsoWhenTheNewerHasExpired() {
		this.gate.receive(signal(30.0, 7, 1_000), 0);

		assertThat(this.gate.receive(signal(5.0, 6, 10_000), 0)).isEqualTo(Receipt.OLDER_EPOCH);
		assertThat(this.gate.permittedPerSecond(0)).isEqualTo(60);
		assertThat(this.gate.receive(signal(5.0, 6, 10_000), 2_000 * MILLI)).isEqualTo(Receipt.OLDER_EPOCH);
		assertThat(this.gate.permittedPerSecond(2_000 * MILLI)).isEqualTo(1_000);
	}

	@Test
	void obeysTheNewestOfAnEpoch() {
		this.gate.receive(signal(30.0, 7, 1_000), 0);

		assertThat(this.gate.receive(signal(null, 7, 1_000), 0)).isEqualTo(Receipt.OBEYED);
		assertThat(this.gate.permittedPerSecond(0)).isEqualTo(1_000);
	}

	@Test
	void ignoresWhatIsOverAndWhatIsForOthers() {
		assertThat(this.gate.receive(signal(30.0, 1, 0), 0)).isEqualTo(Receipt.EXPIRED);
		assertThat(this.gate.receive(new FlowSignal("others", 30.0, 1, 1_000, ""), 0)).isEqualTo(Receipt.OTHER_CHANNEL);

		assertThat(this.gate.permittedPerSecond(0)).isEqualTo(1_000);
	}

	@Test
	void takesAValidityWithoutEnd() {
		this.gate.receive(signal(30.0, 1, Long.MAX_VALUE), 0);

		assertThat(this.gate.permittedPerSecond(1_000_000 * MILLI)).isEqualTo(60);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, Double.NaN, Double.POSITIVE_INFINITY, 1e7 })
	void refusesRatesThatNobodyCouldKeepTo(double perSecond) {
		assertThatIllegalArgumentException().isThrownBy(() -> signal(perSecond, 1, 1_000));
	}

	@Test
	void refusesEpochsAndValiditiesOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> signal(1.0, -1, 1_000));
		assertThatIllegalArgumentException().isThrownBy(() -> signal(1.0, Long.MAX_VALUE, 1_000));
		assertThatIllegalArgumentException().isThrownBy(() -> signal(1.0, 1, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> new FlowSignal(" ", 1.0, 1, 1, ""));
	}

	private static FlowSignal signal(@Nullable Double perSecond, long epoch, long validForMillis) {
		return new FlowSignal("orders", perSecond, epoch, validForMillis, "test");
	}

}
