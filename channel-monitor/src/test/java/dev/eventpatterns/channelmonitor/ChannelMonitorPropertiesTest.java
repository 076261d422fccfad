package dev.eventpatterns.channelmonitor;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelMonitorPropertiesTest {

	@Test
	void watchesAllQueuesAsTheLibraryDoes() {
		ChannelMonitorProperties properties = bind(Map.of());

		assertThat(properties.settings()).isEqualTo(MonitorSettings.of("*"));
	}

	@Test
	void takesSeveralPatterns() {
		assertThat(bind(Map.of("channel-monitor.queues", "orders.*,payments")).queues()).containsExactly("orders.*",
				"payments");
	}

	@Test
	void refusesTwoSourcesOfRates() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("channel-monitor.management-uri", "http://localhost:15672",
					"channel-monitor.prometheus-uri", "http://localhost:15692")))
			.havingRootCause()
			.withMessageContaining("not both");
	}

	@Test
	void refusesAnAddressThatIsNone() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("channel-monitor.management-uri", "localhost:15672")))
			.havingRootCause()
			.withMessageContaining("must be like http://localhost:15672");
	}

	@Test
	void refusesAWindowInWhichTheBrokerCountsOnce() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("channel-monitor.rate-window", "9s")))
			.havingRootCause()
			.withMessageContaining("raise it or lower that");
	}

	private static ChannelMonitorProperties bind(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("channel-monitor",
				ChannelMonitorProperties.class);
	}

}
