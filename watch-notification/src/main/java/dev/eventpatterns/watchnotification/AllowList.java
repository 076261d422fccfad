package dev.eventpatterns.watchnotification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where the server may connect to. A name is looked up once: the IP address that comes of
 * it is what is checked and what is then connected to, so that a name which answers
 * differently the next time leads nowhere else. To be asked at each connect, not only
 * when a watch is registered.
 */
public final class AllowList {

	private final List<AllowRule> rules;

	private final Resolver resolver;

	/**
	 * Creates a list.
	 * @param rules as {@link AllowRule#parse} reads them
	 * @param resolver looks names up
	 * @throws IllegalArgumentException if one is no rule
	 */
	public AllowList(Collection<String> rules, Resolver resolver) {
		this.rules = rules.stream().map(AllowRule::parse).toList();
		this.resolver = resolver;
	}

	/**
	 * Finds the IP address to connect to.
	 * @param address where somebody wants to be reached
	 * @return the first of its IP addresses that is allowed
	 * @throws ForbiddenAddressException if none is, or the name is not known
	 */
	public InetAddress resolve(ServiceAddress address) {
		List<AllowRule> candidates = this.rules.stream().filter((rule) -> rule.mayAllow(address)).toList();
		if (candidates.isEmpty()) {
			// No look-up where scheme and port say enough.
			throw new ForbiddenAddressException("is not on the list of allowed addresses");
		}
		List<InetAddress> found = new ArrayList<>();
		try {
			found.addAll(List.of(this.resolver.resolve(address.hostToResolve())));
		}
		catch (UnknownHostException ex) {
			throw new ForbiddenAddressException("has a host name that is not known");
		}
		return found.stream()
			.filter((ip) -> candidates.stream().anyMatch((rule) -> rule.allows(address, ip)))
			.findFirst()
			.orElseThrow(() -> new ForbiddenAddressException("is not on the list of allowed addresses"));
	}

	/** Looks names up; {@link InetAddress#getAllByName} does. */
	@FunctionalInterface
	public interface Resolver {

		/**
		 * Looks up.
		 * @param host a name, or an IP address, which needs no look-up
		 * @throws UnknownHostException if the name is not known
		 */
		InetAddress[] resolve(String host) throws UnknownHostException;

	}

	/**
	 * The server must not connect there. The message says why, and begins with a verb.
	 */
	public static final class ForbiddenAddressException extends RuntimeException {

		public ForbiddenAddressException(String reason) {
			super(reason);
		}

	}

}
