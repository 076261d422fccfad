package dev.eventpatterns.watchnotification.server;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.ServiceAddress;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;

/**
 * As whom the server connects where. What is configured for an address counts most, then
 * what is configured for its broker. The user that {@code spring.rabbitmq.*} names is
 * used for the very broker that it names, and nowhere else. Elsewhere it is RabbitMQ's
 * own guest, whom a broker lets in from its own machine only.
 */
@Component
@Profile(Role.CONFIG_SERVER)
class Logins {

	private static final Login GUEST = new Login("guest", "guest");

	private final Map<ServiceAddress, Login> byAddress = new LinkedHashMap<>();

	private final Map<String, Login> byBroker = new LinkedHashMap<>();

	Logins(WatchNotificationProperties properties, RabbitConnectionDetails ownBroker) {
		Login own = new Login(String.valueOf(ownBroker.getUsername()), String.valueOf(ownBroker.getPassword()));
		ownBroker.getAddresses().forEach((address) -> this.byBroker.put(address.host() + ":" + address.port(), own));
		properties.credentials().forEach((credentials) -> {
			Login login = new Login(credentials.username(), credentials.password());
			ServiceAddress address = ServiceAddress.parse(credentials.address());
			boolean wholeBroker = credentials.address().indexOf('/', "amqps://".length()) < 0;
			if (wholeBroker) {
				this.byBroker.put(broker(address), login);
			}
			else {
				this.byAddress.put(address, login);
			}
		});
	}

	private static String broker(ServiceAddress address) {
		return address.host() + ":" + address.port();
	}

	Login at(ServiceAddress address) {
		Login exact = this.byAddress.get(address);
		return (exact != null) ? exact : this.byBroker.getOrDefault(broker(address), GUEST);
	}

	/**
	 * A user and its password.
	 */
	record Login(String username, String password) {

		@Override
		public String toString() {
			return "Login[]";
		}

	}

}
