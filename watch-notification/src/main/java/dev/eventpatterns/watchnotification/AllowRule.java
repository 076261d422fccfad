package dev.eventpatterns.watchnotification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Allows a scheme, a host and a port. The host is a name, or an IP address or a block of
 * them ({@code 10.1.0.0/16}, {@code [::1]}, {@code [fd00::/8]}). A rule with a name
 * trusts the name, but not so far as to lead the server back to its own machine or to
 * what only its own network segment should see. A rule with a block looks at the IP
 * address alone, whatever name led to it.
 *
 * @param scheme {@code amqp} or {@code amqps}
 * @param name the host name, or null where there is a block
 * @param block the first bits of the IP address, or null where there is a name
 * @param bits how many bits count
 * @param port the port; 0 stands for any
 */
record AllowRule(String scheme, @Nullable String name, byte @Nullable [] block, int bits, int port) {

	private static final Pattern FORM = Pattern
		.compile("(amqps?)://(\\[[0-9a-f:.]+(?:/\\d{1,3})?]|[^\\[\\]/:@]+(?:/\\d{1,2})?):(\\*|\\d{1,5})");

	private static final Pattern NUMERIC = Pattern.compile("[0-9a-f:]*:[0-9a-f:.]*|[0-9.]+");

	/**
	 * Reads a rule.
	 * @param text {@code scheme://host:port}, with {@code *} for any port
	 * @throws IllegalArgumentException if it is none, with what it should be
	 */
	static AllowRule parse(String text) {
		Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
		if (!form.matches()) {
			throw mistake(text);
		}
		String host = form.group(2).replace("[", "").replace("]", "");
		int port = form.group(3).equals("*") ? 0 : Integer.parseInt(form.group(3));
		String[] parts = host.split("/");
		if (!NUMERIC.matcher(parts[0]).matches()) {
			if (parts.length > 1) {
				throw mistake(text);
			}
			return new AllowRule(form.group(1), host, null, 0, port);
		}
		try {
			// Looks nothing up: it is a number.
			byte[] bytes = InetAddress.getByName(parts[0]).getAddress();
			int bits = (parts.length > 1) ? Integer.parseInt(parts[1]) : bytes.length * Byte.SIZE;
			if (bits > bytes.length * Byte.SIZE) {
				throw mistake(text);
			}
			return new AllowRule(form.group(1), null, bytes, bits, port);
		}
		catch (UnknownHostException ex) {
			throw mistake(text);
		}
	}

	private static IllegalArgumentException mistake(String text) {
		return new IllegalArgumentException("'" + text
				+ "' allows nothing: write scheme://host:port, where the scheme is"
				+ " amqp or amqps, the host a name, an IP address or a block such as 10.1.0.0/16, and the port a number"
				+ " or *");
	}

	/** Whether it can allow an address, as far as that can be said without a look-up. */
	boolean mayAllow(ServiceAddress address) {
		return address.scheme().equals(this.scheme) && (this.port == 0 || this.port == address.port())
				&& (this.name == null || this.name.equals(address.host()));
	}

	/** Whether it allows to connect to an IP address for an address that it may allow. */
	boolean allows(ServiceAddress address, InetAddress ip) {
		if (!mayAllow(address)) {
			return false;
		}
		return (this.block != null) ? isWithin(this.block, ip.getAddress()) : !isSpecial(ip);
	}

	private boolean isWithin(byte[] network, byte[] ip) {
		if (network.length != ip.length) {
			return false;
		}
		for (int bit = 0; bit < this.bits; bit++) {
			int mask = 0x80 >> (bit % Byte.SIZE);
			if (((network[bit / Byte.SIZE] ^ ip[bit / Byte.SIZE]) & mask) != 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean isSpecial(InetAddress ip) {
		return ip.isLoopbackAddress() || ip.isLinkLocalAddress() || ip.isAnyLocalAddress() || ip.isMulticastAddress();
	}

}
