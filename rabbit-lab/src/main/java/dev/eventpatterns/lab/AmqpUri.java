package dev.eventpatterns.lab;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import com.rabbitmq.client.ConnectionFactory;

/**
 * Reads and writes {@code amqp://} addresses.
 */
final class AmqpUri {

	private static final String FORM = "not of the form amqp://user:password@host:port/virtual-host";

	private AmqpUri() {
	}

	static String format(BrokerAddress address) {
		String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
		return "amqp://" + encode(address.username()) + ":" + encode(address.password()) + "@" + host + ":"
				+ address.port() + "/" + encode(address.virtualHost());
	}

	/**
	 * Reads an address as the RabbitMQ clients do.
	 * @throws IllegalArgumentException when it is none, without repeating its password
	 */
	static BrokerAddress parse(String text) {
		try {
			URI uri = new URI(text.strip());
			if (!"amqp".equals(uri.getScheme()) || uri.getHost() == null) {
				throw new IllegalArgumentException(FORM);
			}
			ConnectionFactory factory = new ConnectionFactory();
			factory.setUri(uri);
			return new BrokerAddress(factory.getHost(), factory.getPort(), factory.getUsername(), factory.getPassword(),
					factory.getVirtualHost(), null, null);
		}
		catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException ex) {
			// The cause would show the password.
			throw new IllegalArgumentException(FORM);
		}
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
