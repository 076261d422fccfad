package dev.eventpatterns.ambulance;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AmbulancePropertiesTest {

	@Test
	void sharesTheThreadsBetweenTheLanes() {
		AmbulanceProperties properties = bind(Map.of("ambulance.threads", "5", "ambulance.priority-threads", "2"));

		assertThat(properties.threadsOf(Lane.PRIORITY)).isEqualTo(2);
		assertThat(properties.threadsOf(Lane.STANDARD)).isEqualTo(3);
	}

	@Test
	void letsAllThreadsBelongToThePriorityLaneInAmbulanceMode() {
		AmbulanceProperties properties = bind(Map.of("ambulance.threads", "1", "ambulance.priority-threads", "1"));

		assertThat(properties.threadsOf(Lane.STANDARD)).isZero();
	}

	@Test
	void refusesMorePriorityThreadsThanThreads() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("ambulance.threads", "2", "ambulance.priority-threads", "3")))
			.havingRootCause()
			.withMessageContaining("raise these or lower those");
	}

	@Test
	void refusesCarpoolWhereNobodyWouldServeTheStandardLane() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(
					Map.of("ambulance.mode", "carpool", "ambulance.threads", "2", "ambulance.priority-threads", "2")))
			.havingRootCause()
			.withMessageContaining("nobody would serve the standard lane");
	}

	private static AmbulanceProperties bind(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("ambulance",
				AmbulanceProperties.class);
	}

}
