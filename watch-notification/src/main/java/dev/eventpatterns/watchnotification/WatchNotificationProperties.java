package dev.eventpatterns.watchnotification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of server and service.
 *
 * @param allowedAddresses where the server may connect to
 * @param lease how long a watch lasts unless it is renewed
 * @param maxWatches how many watches the server takes
 * @param credentials as whom it connects
 * @param visits how it visits addresses to leave notices
 * @param retry when it tries again
 * @param signing how notices are signed and checked
 * @param service what a service is called, and what it watches
 * @param queue the queue's name
 */
@Validated
@ConfigurationProperties("watch-notification")
public record WatchNotificationProperties(@DefaultValue( {
		"amqp://127.0.0.0/8:*", "amqp://[::1]:*", "amqps://127.0.0.0/8:*",
		"amqps://[::1]:*" }) List<String> allowedAddresses,
		@DefaultValue("1m") @DurationMin(millis = 100) Duration lease,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int maxWatches,
		@DefaultValue List<@Valid Credentials> credentials, @DefaultValue @Valid Visits visits,
		@DefaultValue @Valid Retry retry, @DefaultValue @Valid Signing signing, @DefaultValue @Valid Service service,
		@DefaultValue @Valid Queues queue){

	@AssertTrue(message = "allowed-addresses must be of the form scheme://host:port, where the scheme is amqp or amqps,"
			+ " the host a name, an IP address or a block such as 10.1.0.0/16, and the port a number or *")
	boolean isEachAllowedAddressReadable() {
		try {
			this.allowedAddresses.forEach(AllowRule::parse);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@AssertTrue(message = "credentials must have addresses of the form amqp://host:port or amqp://host:port/vhost")
	boolean isEachCredentialAddressReadable() {
		try {
			this.credentials.forEach((each) -> ServiceAddress.parse(each.address()));
			return true;
		}
		catch (ServiceAddress.InvalidAddressException ex) {
			return false;
		}
	}

	/** The queue of this service. */
	public String noticesQueue() {
		String given = this.queue.notices();
		return (given == null || given.isBlank()) ? "watch-notification." + this.service.name() : given;
	}

	/**
	 * As whom the server connects.
	 *
	 * @param address the address, {@code amqp://host:port/vhost}; without a virtual host
	 * it stands for all on that broker
	 * @param username the user
	 * @param password its password; never shown
	 */
	public record Credentials(@NotBlank String address, @NotBlank String username, @NotBlank String password) {

		@Override
		public String toString() {
			return "Credentials[address=" + this.address + "]";
		}

	}

	/**
	 * How the server visits addresses to leave notices.
	 *
	 * @param slots at how many addresses at once
	 * @param slowSlots at how many more that fail or take long
	 * @param slowAfter what is long
	 * @param connectTimeout how long a connection may take
	 * @param handshakeTimeout how long the broker may take to let the server in
	 * @param confirmTimeout how long it may take to confirm
	 * @param noticesPerConnection how many notices are left over one connection
	 */
	public record Visits(@DefaultValue("16") @Min(1) @Max(1_000) int slots,
			@DefaultValue("128") @Min(1) @Max(10_000) int slowSlots,
			@DefaultValue("100ms") @DurationMin(millis = 1) Duration slowAfter,
			@DefaultValue("2s") @DurationMin(millis = 10) Duration connectTimeout,
			@DefaultValue("3s") @DurationMin(millis = 10) Duration handshakeTimeout,
			@DefaultValue("5s") @DurationMin(millis = 10) Duration confirmTimeout,
			@DefaultValue("500") @Min(1) @Max(10_000) int noticesPerConnection) {

		/** Longer than all time-outs together. */
		public Duration longestVisit() {
			return this.connectTimeout.plus(this.handshakeTimeout.multipliedBy(2))
				.plus(this.confirmTimeout.multipliedBy(2));
		}

	}

	/**
	 * When the server tries again.
	 *
	 * @param shortest the pause after the first failure
	 * @param longest what pauses grow to
	 * @param quarantineAfter how many failures in a row it takes
	 * @param probe the pause in quarantine
	 */
	public record Retry(@DefaultValue("500ms") @DurationMin(millis = 1) Duration shortest,
			@DefaultValue("30s") @DurationMin(millis = 1) Duration longest,
			@DefaultValue("8") @Min(1) @Max(1_000) int quarantineAfter,
			@DefaultValue("5m") @DurationMin(millis = 1) Duration probe) {

		@AssertTrue(message = "longest must not be shorter than shortest")
		boolean isLongestLonger() {
			return this.longest.compareTo(this.shortest) >= 0;
		}

	}

	/**
	 * How notices are signed and checked.
	 *
	 * @param keyId the key that the server signs with; null: the last by its id
	 * @param keys the secrets by their ids, 32 bytes at least; never shown
	 * @param window how old a notice may be; older ones are dropped
	 */
	public record Signing(@Nullable String keyId, @DefaultValue Map<String, String> keys,
			@DefaultValue("5m") @DurationMin(seconds = 1) Duration window) {

		@AssertTrue(message = "key-id must be one of keys")
		boolean isKeyKnown() {
			return this.keyId == null || this.keys.isEmpty() || this.keys.containsKey(this.keyId);
		}

		@AssertTrue(message = "each key must have 32 bytes at least, such as `openssl rand -hex 32` prints")
		boolean isEachLongEnough() {
			return this.keys.values()
				.stream()
				.allMatch((key) -> key.getBytes(StandardCharsets.UTF_8).length >= NoticeSigner.LEAST_KEY_BYTES);
		}

		@Override
		public String toString() {
			return "Signing[keyId=" + this.keyId + ", keys=" + this.keys.keySet() + ", window=" + this.window + "]";
		}

	}

	/**
	 * What a service is called, and what it watches.
	 *
	 * @param name its name, different from that of any other
	 * @param keys what it watches
	 * @param server where the server is
	 * @param address how the server reaches the service's broker; null: by what
	 * {@code spring.rabbitmq.*} says
	 * @param queueExpires after how long without the service its queue is gone
	 * @param queueLength how many notices it holds
	 */
	public record Service(@DefaultValue("service") @NotBlank String name,
			@DefaultValue("greeting") @NotEmpty List<@NotBlank String> keys,
			@DefaultValue("http://localhost:8104") @NotBlank String server, @Nullable String address,
			@DefaultValue("1d") @DurationMin(seconds = 1) Duration queueExpires,
			@DefaultValue("1000") @Min(1) @Max(1_000_000) int queueLength) {
	}

	/**
	 * The queue's name.
	 *
	 * @param notices a service's queue; null: {@code watch-notification.} and the
	 * service's name
	 */
	public record Queues(@Nullable String notices) {
	}

}
