package dev.eventpatterns.lab;

import java.nio.file.Path;

/**
 * Private nodes from the RabbitMQ that is installed on this machine. The service that
 * came with it, and its data, are left alone.
 */
final class InstalledSource implements BrokerSource {

	private final Path root;

	InstalledSource(Path root) {
		this.root = root;
	}

	@Override
	public String name() {
		return "RabbitMQ installed on this machine";
	}

	@Override
	public RunningBrokers start(LabOptions options) throws UnavailableException {
		RabbitInstallation installation = RabbitInstallation.below(this.root)
			.orElseThrow(() -> new UnavailableException(
					"no rabbitmq_server-* with a rabbitmq-server in " + this.root.resolve("usr/lib/rabbitmq/lib")));
		return LocalBrokers.start(installation, options, "the RabbitMQ installed on this machine");
	}

}
