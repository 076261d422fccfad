package dev.eventpatterns.blueprint.monitor;

import com.rabbitmq.client.ConnectionFactory;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.blueprint.BlueprintProperties;
import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.channelmonitor.listening.ExchangeChannelSamples;

/** A channel monitor elsewhere. */
@Configuration(proxyBeanMethods = false)
@Profile(Role.WATCHING)
@ConditionalOnProperty(name = "blueprint.monitor", havingValue = "remote")
class RemoteMonitor {

	@Bean(initMethod = "start", destroyMethod = "close")
	ExchangeChannelSamples channelSamples(CachingConnectionFactory connections, RabbitConnectionDetails broker,
			BlueprintProperties properties) {
		ConnectionFactory factory = connections.getRabbitConnectionFactory().clone();
		factory.setHost(broker.getFirstAddress().host());
		factory.setPort(broker.getFirstAddress().port());
		return new ExchangeChannelSamples(factory, properties.queue().orders());
	}

}
