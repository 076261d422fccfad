package dev.eventpatterns.watchnotification;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where a service's broker is: {@code amqp://host:port/vhost}, or {@code amqps}. Never
 * with a user or a password: whoever registers an address does not choose as whom the
 * server connects. Two texts that mean the same are equal addresses.
 *
 * @param scheme {@code amqp} or {@code amqps}
 * @param host a name or an IP address, an IPv6 address in brackets; lower case
 * @param port 1 to 65,535
 * @param virtualHost the virtual host, as the broker calls it
 */
public record ServiceAddress(String scheme, String host, int port, String virtualHost) {

	private static final int LONGEST = 512;

	private static final Set<String> SCHEMES = Set.of("amqp", "amqps");

	private static final int AMQP_PORT = 5672;

	private static final int AMQPS_PORT = 5671;

	private static final int HIGHEST_PORT = 65_535;

	/**
	 * Reads an address.
	 * @param text the address; without a port the scheme's own is meant, without a
	 * virtual host {@code /}
	 * @throws InvalidAddressException if it is none, with the reason
	 */
	public static ServiceAddress parse(String text) {
		if (text.length() > LONGEST) {
			throw new InvalidAddressException("is longer than " + LONGEST + " characters");
		}
		URI uri = uri(text);
		String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
		if (!SCHEMES.contains(scheme)) {
			throw new InvalidAddressException("must start with amqp:// or amqps://");
		}
		if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
			throw new InvalidAddressException(
					"must not contain a user or password; the server's configuration has them");
		}
		if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
			throw new InvalidAddressException("must be of the form amqp://host:port/vhost");
		}
		return new ServiceAddress(scheme, uri.getHost().toLowerCase(Locale.ROOT), port(uri.getPort(), scheme),
				virtualHost(uri.getRawPath()));
	}

	private static URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			throw new InvalidAddressException("must be of the form amqp://host:port/vhost");
		}
	}

	private static int port(int given, String scheme) {
		if (given == -1) {
			return scheme.equals("amqps") ? AMQPS_PORT : AMQP_PORT;
		}
		if (given < 1 || given > HIGHEST_PORT) {
			throw new InvalidAddressException("has a port that is not within 1 to " + HIGHEST_PORT);
		}
		return given;
	}

	private static String virtualHost(@Nullable String path) {
		if (path == null || path.isEmpty() || path.equals("/")) {
			return "/";
		}
		String segment = path.substring(1);
		if (segment.contains("/")) {
			throw new InvalidAddressException("has a virtual host with a slash; write it as %2F");
		}
		// In a path a plus is a plus.
		return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	/** Whether the connection is to be encrypted. */
	public boolean encrypted() {
		return this.scheme.equals("amqps");
	}

	/** The host as a resolver takes it: without the brackets of an IPv6 address. */
	public String hostToResolve() {
		return this.host.startsWith("[") ? this.host.substring(1, this.host.length() - 1) : this.host;
	}

	/** The text form, which {@link #parse} reads. */
	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ":" + this.port + "/"
				+ URLEncoder.encode(this.virtualHost, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** A text is no address. The message says why, and begins with a verb. */
	public static final class InvalidAddressException extends IllegalArgumentException {

		public InvalidAddressException(String reason) {
			super(reason);
		}

	}

}
