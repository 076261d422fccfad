package dev.eventpatterns.channelmonitor.publishing;

import java.time.Duration;
import java.util.List;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.channelmonitor.ChannelMonitorProperties;
import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.channelmonitor.sampling.ManagementStatistics;
import dev.eventpatterns.channelmonitor.sampling.PrometheusStatistics;
import dev.eventpatterns.channelmonitor.sampling.StatisticsSource;

/** Points the monitor at the broker that Spring Boot's own properties name. */
@Configuration(proxyBeanMethods = false)
class MonitorConfiguration {

	/**
	 * A list of thousands of queues takes the broker seconds, and nobody waits for it.
	 */
	private static final int TIMES_SLOWER = 5;

	@Bean(destroyMethod = "close")
	LocalChannelSamples localChannelSamples(CachingConnectionFactory connections, RabbitConnectionDetails broker,
			ChannelMonitorProperties properties) {
		return new LocalChannelSamples(connections.getRabbitConnectionFactory(), addresses(broker),
				properties.settings(), source(connections.getRabbitConnectionFactory(), properties));
	}

	@Bean(destroyMethod = "close")
	SampleExchange sampleExchange(CachingConnectionFactory connections, RabbitConnectionDetails broker,
			ChannelMonitorProperties properties) {
		return new SampleExchange(connections.getRabbitConnectionFactory(), addresses(broker), properties.timeout());
	}

	private static List<Address> addresses(RabbitConnectionDetails broker) {
		return broker.getAddresses().stream().map((address) -> new Address(address.host(), address.port())).toList();
	}

	private static @Nullable StatisticsSource source(ConnectionFactory factory, ChannelMonitorProperties properties) {
		Duration timeout = properties.timeout().multipliedBy(TIMES_SLOWER);
		if (properties.managementUri() != null) {
			return new ManagementStatistics(properties.managementUri(), factory, timeout);
		}
		return (properties.prometheusUri() != null)
				? new PrometheusStatistics(properties.prometheusUri(), factory, timeout) : null;
	}

}
