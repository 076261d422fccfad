package dev.eventpatterns.trading.service;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class TracingDefaultsTest {

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	/** The last is what becomes of a variable that a compose file leaves empty. */
	@ParameterizedTest
	@ValueSource(strings = { "", "/v1/traces" })
	void switchesTracingOffWhereTheEndpointHasNoHost(String endpoint) {
		process(Map.of(TracingDefaults.ENDPOINT, endpoint));

		assertThat(this.environment.getProperty("management.tracing.export.enabled")).isEqualTo("false");
		assertThat(keptOfTracing()).containsExactly(false, false, true);
	}

	@Test
	void tracesAllWhereAnEndpointIsGiven() {
		process(Map.of(TracingDefaults.ENDPOINT, "http://collector:4318/v1/traces"));

		assertThat(keptOfTracing()).containsExactly(true, true, true);
		assertThat(this.environment.getProperty("management.tracing.sampling.probability")).isEqualTo("1.0");
	}

	@Test
	void leavesWhatIsSet() {
		process(Map.of(TracingDefaults.ENDPOINT, "http://collector:4318/v1/traces",
				"management.tracing.sampling.probability", "0.1"));

		assertThat(this.environment.getProperty("management.tracing.sampling.probability")).isEqualTo("0.1");
	}

	private List<Boolean> keptOfTracing() {
		TracingFilter filter = new TracingFilter();
		filter.setEnvironment(this.environment);
		return Stream
			.of("org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
					"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
					"org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration")
			.map(filter::isKept)
			.toList();
	}

	private void process(Map<String, Object> properties) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		new TracingDefaults().postProcessEnvironment(this.environment, new SpringApplication());
	}

}
