package dev.eventpatterns.watchnotification.server;

import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.watchnotification.AllowList;
import dev.eventpatterns.watchnotification.RetryPolicy;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.Slots;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;
import dev.eventpatterns.watchnotification.WatchRegistry;

/** The parts of the core that a server is made of. */
@Configuration(proxyBeanMethods = false)
@Profile(Role.CONFIG_SERVER)
class ServerConfiguration {

	@Bean
	WatchRegistry watchRegistry(WatchNotificationProperties properties) {
		WatchNotificationProperties.Retry retry = properties.retry();
		return new WatchRegistry(
				new RetryPolicy(retry.shortest(), retry.longest(), retry.quarantineAfter(), retry.probe()),
				() -> ThreadLocalRandom.current().nextDouble());
	}

	@Bean
	AllowList allowList(WatchNotificationProperties properties) {
		return new AllowList(properties.allowedAddresses(), InetAddress::getAllByName);
	}

	@Bean
	Slots slots(WatchNotificationProperties properties) {
		return new Slots(properties.visits().slots(), properties.visits().slowSlots());
	}

}
