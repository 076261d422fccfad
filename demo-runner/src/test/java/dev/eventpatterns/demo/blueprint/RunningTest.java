package dev.eventpatterns.demo.blueprint;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.demo.DemoFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunningTest {

	private static final Map<String, String> ALL = Map.of("BLUEPRINT_PRODUCER_URI", "http://127.0.0.1:8109",
			"BLUEPRINT_CONSUMER_URI", "http://127.0.0.1:8119", "WORKFLOW_PROCESSOR_URI", "http://127.0.0.1:8108",
			"WORKFLOW_PROCESSOR_USER", "operator", "WORKFLOW_PROCESSOR_PASSWORD", "secret");

	@Test
	void isNothingUnlessTheEnvironmentNamesAProducer() {
		assertThat(Running.of(Map.of())).isEmpty();
		assertThat(Running.of(Map.of("BLUEPRINT_PRODUCER_URI", ""))).isEmpty();
	}

	@Test
	void isWhatTheEnvironmentNames() {
		assertThat(Running.of(ALL)).get()
			.satisfies((running) -> assertThat(running.exchange().producer())
				.isEqualTo(URI.create("http://127.0.0.1:8109")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "BLUEPRINT_CONSUMER_URI", "WORKFLOW_PROCESSOR_URI", "WORKFLOW_PROCESSOR_USER",
			"WORKFLOW_PROCESSOR_PASSWORD" })
	void saysWhatIsMissing(String missing) {
		Map<String, String> some = new HashMap<>(ALL);
		some.remove(missing);

		assertThatExceptionOfType(DemoFailure.class).isThrownBy(() -> Running.of(some))
			.withMessage("BLUEPRINT_PRODUCER_URI is set, so " + missing + " has to be set too.");
	}

}
