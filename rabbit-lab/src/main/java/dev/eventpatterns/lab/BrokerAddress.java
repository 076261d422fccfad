package dev.eventpatterns.lab;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Where a broker listens and how to get in.
 *
 * @param host its host
 * @param port its AMQP port
 * @param username the user
 * @param password the user's password
 * @param virtualHost the virtual host
 * @param managementUri the management API's root, if it has one
 * @param prometheusUri the metrics page, if it has one
 */
record BrokerAddress(String host, int port, String username, String password, String virtualHost,
		@Nullable URI managementUri, @Nullable URI prometheusUri) {

	BrokerAddress withVirtualHost(String name) {
		return new BrokerAddress(this.host, this.port, this.username, this.password, name, this.managementUri,
				this.prometheusUri);
	}

}
