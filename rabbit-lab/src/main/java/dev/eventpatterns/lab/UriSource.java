package dev.eventpatterns.lab;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brokers that somebody else runs, named by {@code RABBIT_LAB_URI}: one address, or
 * several separated by commas. {@code RABBIT_LAB_MANAGEMENT_URI} names the management
 * APIs likewise, where they are not the same hosts' port 15672.
 */
final class UriSource implements BrokerSource {

	private static final Duration ANSWER = Duration.ofSeconds(5);

	private final Map<String, String> environment;

	UriSource(Map<String, String> environment) {
		this.environment = environment;
	}

	@Override
	public String name() {
		return "RABBIT_LAB_URI";
	}

	@Override
	public RunningBrokers start(LabOptions options) throws UnavailableException {
		String value = this.environment.getOrDefault("RABBIT_LAB_URI", "").strip();
		if (value.isEmpty()) {
			throw new UnavailableException("not set");
		}
		String[] uris = value.split(",");
		String[] managementUris = this.environment.getOrDefault("RABBIT_LAB_MANAGEMENT_URI", "").split(",");
		if (options.clustered() || uris.length < options.nodes()) {
			throw new UnavailableException("names " + uris.length + ((uris.length == 1) ? " broker" : " brokers")
					+ ", and " + options.nodes() + (options.clustered() ? " in a cluster" : "") + " are needed");
		}
		List<Broker> brokers = new ArrayList<>();
		for (int i = 0; i < options.nodes(); i++) {
			brokers.add(broker(uris[i], (i < managementUris.length) ? managementUris[i].strip() : ""));
		}
		return new RunningBrokers(brokers, "the broker at " + brokers.get(0) + ", named by RABBIT_LAB_URI",
				() -> brokers.forEach(Broker::removeCreatedVirtualHosts));
	}

	private static Broker broker(String uri, String managementUri) throws UnavailableException {
		BrokerAddress given;
		try {
			given = AmqpUri.parse(uri);
		}
		catch (IllegalArgumentException ex) {
			throw new UnavailableException(String.valueOf(ex.getMessage()));
		}
		String management = managementUri.isEmpty() ? "http://" + given.host() + ":15672/" : managementUri;
		BrokerAddress address = new BrokerAddress(given.host(), given.port(), given.username(), given.password(),
				given.virtualHost(), URI.create(management.endsWith("/") ? management : management + "/"), null);
		String reason = Readiness.await(address, ANSWER, () -> true);
		if (reason != null) {
			throw new UnavailableException(address.username() + " cannot connect to " + address.host() + ":"
					+ address.port() + ", virtual host " + address.virtualHost() + ": " + reason);
		}
		return new Broker(address, new ForeignNode());
	}

	private static final class ForeignNode implements NodeControl {

		@Override
		public boolean canBeKilled() {
			return false;
		}

		@Override
		public void kill() {
			throw new BrokerNotKillableException("kill");
		}

		@Override
		public void restart() {
			throw new BrokerNotKillableException("restart");
		}

		@Override
		public void freeze() {
			throw new BrokerNotKillableException("freeze");
		}

		@Override
		public void thaw() {
			throw new BrokerNotKillableException("thaw");
		}

		@Override
		public void stop() {
			throw new BrokerNotKillableException("stop");
		}

		@Override
		public String ctl(String... arguments) {
			throw new BrokerNotKillableException("run rabbitmqctl on");
		}

	}

}
