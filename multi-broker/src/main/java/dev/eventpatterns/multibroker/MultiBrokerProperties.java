package dev.eventpatterns.multibroker;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the brokers, of producers and of consumers.
 *
 * @param brokers all brokers; none: the one of spring.rabbitmq.*, under the name default
 * @param routing by what the broker of an order is chosen; the same for all producers and
 * consumers
 * @param selection how spread routing chooses
 * @param window how many orders a producer may have unconfirmed at a broker
 * @param confirmTimeout how long a broker may take to confirm before it is ejected; after
 * a quarter of that it is suspect
 * @param acceptTimeout how long a request waits for brokers
 * @param probeInterval how often an ejected broker is tried
 * @param threads how many orders a consumer handles at once
 * @param prefetch how many orders of each broker a consumer has in memory
 * @param maxHeld how many more of each broker a consumer has in memory while it holds
 * them back; with routing by-context only
 * @param rememberedOrders of how many orders a consumer knows that they were done
 * @param rememberedAccounts of how many accounts producer and consumer know where their
 * orders are
 * @param work how long the built-in handler takes for an order
 * @param publishProcessed whether what was done is published
 * @param retry how often an order is tried again
 * @param queue the queue's name
 */
@Validated
@ConfigurationProperties("multi-broker")
public record MultiBrokerProperties(@DefaultValue List<BrokerAddress> brokers, @DefaultValue("spread") Routing routing,
		@DefaultValue("power-of-two") Selection selection, @DefaultValue("1000") @Min(1) @Max(100_000) int window,
		@DefaultValue("2s") @DurationMin(millis = 100) Duration confirmTimeout,
		@DefaultValue("10s") @DurationMin(millis = 1) Duration acceptTimeout,
		@DefaultValue("1s") @DurationMin(millis = 10) Duration probeInterval,
		@DefaultValue("4") @Min(1) @Max(1_000) int threads, @DefaultValue("100") @Min(1) @Max(10_000) int prefetch,
		@DefaultValue("5000") @Min(0) @Max(50_000) int maxHeld, @DefaultValue("100000") @Min(0) int rememberedOrders,
		@DefaultValue("100000") @Min(1) int rememberedAccounts, @DefaultValue("0s") @DurationMin Duration work,
		@DefaultValue("true") boolean publishProcessed, @DefaultValue @Valid Retry retry,
		@DefaultValue @Valid Queues queue) {

	/**
	 * Checks the brokers as a whole.
	 * @throws IllegalArgumentException if two have one name or one address
	 */
	public MultiBrokerProperties {
		Set<String> names = new HashSet<>();
		Set<String> addresses = new HashSet<>();
		for (BrokerAddress broker : brokers) {
			if (!names.add(broker.name())) {
				throw new IllegalArgumentException("two of multi-broker.brokers are named '" + broker.name()
						+ "': each needs a name of its own, since orders remember it");
			}
			if (!addresses.add(broker.place())) {
				throw new IllegalArgumentException("two of multi-broker.brokers are the same broker, " + broker.place()
						+ ": it would get twice its share, and fail twice at once");
			}
		}
	}

	/**
	 * A broker.
	 *
	 * @param name under which it is known to all
	 * @param uri amqp or amqps, with user, password and virtual host
	 */
	public record BrokerAddress(String name, String uri) {

		/**
		 * Checks the address, as far as that is possible without trying it.
		 * @throws IllegalArgumentException if name or address cannot be one; the message
		 * keeps the password to itself
		 */
		public BrokerAddress {
			if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
				throw new IllegalArgumentException("a broker's name is 1 to 63 letters, digits, dots, hyphens and "
						+ "underscores, and begins with one of the first two; was '" + name + "'");
			}
			parse(name, uri);
		}

		/** Where it is, without user and password: host:port/virtual-host. */
		public String place() {
			URI parsed = parse(this.name, this.uri);
			int port = (parsed.getPort() > 0) ? parsed.getPort() : parsed.getScheme().equals("amqps") ? 5671 : 5672;
			String path = (parsed.getRawPath().length() > 1) ? parsed.getRawPath() : "/";
			return parsed.getHost() + ":" + port + path;
		}

		/** Without the password. */
		@Override
		public String toString() {
			return this.name + " at " + place();
		}

		private static URI parse(String name, String uri) {
			String wanted = "the uri of broker '" + name + "' must look like amqp://user:password@host:5672/vhost";
			if (uri == null || uri.isBlank()) {
				throw new IllegalArgumentException(wanted + ", but is missing");
			}
			try {
				URI parsed = new URI(uri);
				boolean amqp = "amqp".equals(parsed.getScheme()) || "amqps".equals(parsed.getScheme());
				if (!amqp || parsed.getHost() == null) {
					throw new IllegalArgumentException(wanted + ": it has no " + (amqp ? "host" : "scheme amqp(s)"));
				}
				if (parsed.getRawPath().indexOf('/', 1) > 0) {
					throw new IllegalArgumentException(wanted + ": a slash in a virtual host's name is written %2F");
				}
				return parsed;
			}
			catch (URISyntaxException ex) {
				throw new IllegalArgumentException(wanted + ": " + ex.getReason());
			}
		}

	}

	/**
	 * How often an order is tried again before it goes to the workflow queue.
	 *
	 * @param maxRetries how often, after the first time
	 * @param delay how long to wait before the first retry; doubled each time
	 */
	public record Retry(@DefaultValue("2") @Min(0) @Max(10) int maxRetries,
			@DefaultValue("100ms") @DurationMin(millis = 1) Duration delay) {
	}

	/**
	 * The queue's name, which is the same on every broker.
	 *
	 * @param orders holds orders
	 */
	public record Queues(@DefaultValue("multi-broker.orders") @NotBlank String orders) {
	}

}
