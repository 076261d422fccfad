package dev.eventpatterns.benchmarks.monitor;

import java.net.URI;
import java.time.Duration;

import dev.eventpatterns.benchmarks.BenchFailure;
import dev.eventpatterns.channelmonitor.sampling.ManagementStatistics;
import dev.eventpatterns.channelmonitor.sampling.PrometheusStatistics;
import dev.eventpatterns.channelmonitor.sampling.StatisticsSource;
import dev.eventpatterns.lab.Broker;
import org.jspecify.annotations.Nullable;

/** Where statistics come from. */
enum Source {

	MANAGEMENT, PROMETHEUS;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	StatisticsSource of(Broker broker) {
		return (this == MANAGEMENT)
				? new ManagementStatistics(known(broker.managementUri()), broker.connectionFactory(), TIMEOUT)
				: new PrometheusStatistics(known(broker.prometheusUri()), broker.connectionFactory(), TIMEOUT);
	}

	private static URI known(@Nullable URI uri) {
		if (uri == null) {
			throw new BenchFailure("The broker's management API or Prometheus endpoint is not known. Let the benchmark"
					+ " start a broker of its own: unset RABBIT_LAB_URI.");
		}
		return uri;
	}

}
