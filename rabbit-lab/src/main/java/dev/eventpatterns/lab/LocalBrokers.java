package dev.eventpatterns.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The private nodes of one lab: they share a folder, a cookie and an epmd, and leave
 * nothing behind when they are closed.
 */
final class LocalBrokers implements AutoCloseable {

	private static final Duration CLUSTER = Duration.ofSeconds(60);

	private final Path folder;

	private final List<PortSlot> slots = new ArrayList<>();

	private final List<LocalNode> nodes = new ArrayList<>();

	private final List<GuardedProcess> helpers = new ArrayList<>();

	private LocalBrokers(Path folder) {
		this.folder = folder;
	}

	/**
	 * Starts the nodes, all or none.
	 * @throws BrokerSource.UnavailableException when one does not come up
	 */
	static RunningBrokers start(RabbitInstallation installation, LabOptions options, String origin)
			throws BrokerSource.UnavailableException {
		LocalBrokers brokers = new LocalBrokers(newFolder());
		try {
			brokers.startNodes(installation, options);
		}
		catch (RuntimeException ex) {
			brokers.close();
			throw new BrokerSource.UnavailableException(String.valueOf(ex.getMessage()));
		}
		String what = (options.nodes() == 1) ? "a private node"
				: options.nodes() + " private nodes" + (options.clustered() ? " in a cluster" : "");
		return new RunningBrokers(brokers.nodes.stream().map((node) -> new Broker(node.address(), node)).toList(),
				"RabbitMQ " + installation.version() + ", " + what + " from " + origin, brokers::close);
	}

	private void startNodes(RabbitInstallation installation, LabOptions options) {
		for (String plugin : options.plugins()) {
			if (!installation.hasPlugin(plugin)) {
				throw new IllegalStateException("RabbitMQ " + installation.version() + " has no plugin " + plugin);
			}
		}
		for (int i = 0; i < options.nodes(); i++) {
			this.slots.add(PortSlot.claim());
		}
		NodeFolder shared = new NodeFolder(this.folder);
		shared.write("home/.erlang.cookie", HexFormat.of().formatHex(SecureRandom.getSeed(16)), "r--------");
		shared.write("bin/erl", installation.erlScript(), "rwx------");
		int epmd = this.slots.get(0).epmd();
		this.helpers.add(GuardedProcess
			.command(installation.erts().resolve("bin/epmd").toString(), "-port", String.valueOf(epmd), "-address",
					PortSlot.LOOPBACK)
			.environment(LocalNode.libraryPath(installation))
			.dropEnvironment("ERL_", "RABBITMQ_")
			.directory(this.folder)
			.output(this.folder.resolve("epmd.log"))
			.removeAtEnd(this.folder)
			.start());
		List<String> members = this.slots.stream().map(LocalNode::nameOf).toList();
		for (PortSlot slot : this.slots) {
			List<String> peers = options.clustered() ? members : List.of();
			this.nodes.add(new LocalNode(installation, this.folder, slot, epmd, options.plugins(), peers));
		}
		this.nodes.forEach(LocalNode::launch);
		this.nodes.forEach(LocalNode::awaitConnections);
		if (options.clustered()) {
			this.nodes.get(0)
				.ctl("await_online_nodes", String.valueOf(options.nodes()), "--timeout",
						String.valueOf(CLUSTER.toSeconds()));
		}
	}

	@Override
	public void close() {
		this.nodes.forEach(LocalNode::close);
		this.helpers.forEach(GuardedProcess::close);
		new NodeFolder(this.folder).remove();
		this.slots.forEach(PortSlot::close);
	}

	private static Path newFolder() {
		try {
			return Files.createTempDirectory("rabbit-lab-",
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot create a folder for the broker: " + ex.getMessage(), ex);
		}
	}

}
