package dev.eventpatterns.channelmonitor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SampleJsonTest {

	private static final Instant AT = Instant.parse("2026-11-25T12:00:00.123456Z");

	@Test
	void writesEveryFigureOfAChannel() {
		ChannelSample sample = new ChannelSample("orders", 12L, 3L, 2, 100.00049, 80.0, null, Verdict.LAGGING,
				"too much", AT, 1.5);

		assertThat(text(SampleJson.write(sample))).isEqualTo("{\"queue\":\"orders\",\"messagesReady\":12,"
				+ "\"messagesUnacked\":3,\"consumers\":2,\"publishRate\":100.0,\"ackRate\":80.0,\"drainSeconds\":null,"
				+ "\"verdict\":\"LAGGING\",\"sampledAt\":\"2026-11-25T12:00:00.123456Z\",\"reason\":\"too much\","
				+ "\"ratio\":1.25,\"oldestSeconds\":1.5}");
	}

	@Test
	void writesNullForWhatIsNotKnown() {
		String json = text(SampleJson.write(ChannelSample.nothing("orders", "why", AT)));

		assertThat(json).contains("\"messagesReady\":null", "\"messagesUnacked\":null", "\"consumers\":null",
				"\"publishRate\":null", "\"ackRate\":null", "\"drainSeconds\":null", "\"verdict\":\"UNKNOWN\"");
		assertThat(json).doesNotContain(":0,", ":0.0");
	}

	@Test
	void tellsTheAgeToWhoAsks() {
		SampleJson.Event event = SampleJson.aged(ChannelSample.nothing("orders", "why", AT), AT.plusMillis(2_500));

		assertThat(new JsonMapper().writeValueAsString(event)).contains("\"ageSeconds\":2.5");
	}

	@Test
	void readsWhatItWrites() {
		ChannelSample sample = new ChannelSample("orders", 12L, null, 2, 100.0, 80.0, 4.0, Verdict.OK, "fine", AT, 1.5);

		assertThat(SampleJson.read(SampleJson.write(sample))).isEqualTo(sample);
		assertThat(SampleJson.read(SampleJson.write(ChannelSample.gone("orders", AT))).gone()).isTrue();
	}

	@Test
	void readsTheFixedFormAndLeavesOutWhatItDoesNotKnow() {
		ChannelSample sample = SampleJson.read(bytes("{\"queue\":\"q\",\"messagesReady\":1,\"messagesUnacked\":null,"
				+ "\"consumers\":1,\"publishRate\":2,\"ackRate\":3,\"drainSeconds\":1,\"verdict\":\"OK\","
				+ "\"sampledAt\":\"2026-11-25T12:00:00Z\",\"new\":{\"x\":1}}"));

		assertThat(sample.messagesReady()).isEqualTo(1);
		assertThat(sample.reason()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "rubbish", "[]", "{}", "{\"queue\":\"q\",\"verdict\":\"OK\"}",
			"{\"queue\":\"q\",\"verdict\":\"FINE\",\"sampledAt\":\"2026-11-25T12:00:00Z\"}",
			"{\"queue\":\"q\",\"verdict\":\"OK\",\"sampledAt\":\"yesterday\"}" })
	void refusesWhatIsNoSample(String body) {
		assertThatIllegalArgumentException().isThrownBy(() -> SampleJson.read(bytes(body)));
	}

	private static String text(byte[] json) {
		return new String(json, StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
