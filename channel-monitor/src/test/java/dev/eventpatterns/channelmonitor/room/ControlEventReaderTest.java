package dev.eventpatterns.channelmonitor.room;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.trading.service.ControlEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ControlEventReaderTest {

	private static final String EVENT = """
			{"source":"supervisor-consumer","kind":"scale-up","channel":"orders","from":1,"to":4,
			 "reason":"depth 40","at":"2026-11-01T08:00:00.123456Z","more":true}""";

	@Test
	void readsADecisionWhateverElseIsInIt() {
		assertThat(read(EVENT)).isEqualTo(new ControlEvent("supervisor-consumer", "scale-up", "orders", 1, 4,
				"depth 40", "2026-11-01T08:00:00.123456Z"));
	}

	@Test
	void readsADecisionWithoutFiguresAndWithoutAReason() {
		ControlEvent event = read(
				"{\"source\":\"a\",\"kind\":\"b\",\"channel\":\"c\",\"at\":\"2026-11-01T08:00:00Z\"}");

		assertThat(event.from()).isNull();
		assertThat(event.to()).isNull();
		assertThat(event.reason()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "rubbish", "[]", "{}", "{\"source\":\"a\"}",
			"{\"source\":\"a\",\"kind\":\"b\",\"channel\":\"c\",\"at\":\"yesterday\"}",
			"{\"source\":\" \",\"kind\":\"b\",\"channel\":\"c\",\"at\":\"2026-11-01T08:00:00Z\"}",
			"{\"source\":\"a\",\"kind\":\"b\",\"channel\":\"c\",\"to\":\"many\",\"at\":\"2026-11-01T08:00:00Z\"}" })
	void refusesWhatIsNoDecision(String body) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(body));
	}

	@Test
	void refusesWhatIsTooLargeAndCutsALongReason() {
		assertThatIllegalArgumentException().isThrownBy(() -> read(EVENT.replace("depth", "d".repeat(20_000))))
			.withMessageContaining("too many");
		assertThatIllegalArgumentException().isThrownBy(() -> read(EVENT.replace("orders", "o".repeat(300))))
			.withMessageContaining("channel");

		assertThat(read(EVENT.replace("depth", "d".repeat(5_000))).reason()).hasSize(1_000).endsWith("…");
	}

	private static ControlEvent read(String body) {
		return ControlEventReader.read(body.getBytes(StandardCharsets.UTF_8));
	}

}
