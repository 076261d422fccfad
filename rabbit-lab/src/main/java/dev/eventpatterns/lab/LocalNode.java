package dev.eventpatterns.lab;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One private node: everything it reads, writes and listens on is its own.
 */
final class LocalNode implements NodeControl, AutoCloseable {

	private static final Duration START = Duration.ofSeconds(90);

	private static final Duration STOP = Duration.ofSeconds(30);

	private static final Duration CTL = Duration.ofSeconds(90);

	private final RabbitInstallation installation;

	private final Path labFolder;

	private final Path folder;

	private final PortSlot slot;

	private final Map<String, String> environment;

	private @Nullable GuardedProcess process;

	LocalNode(RabbitInstallation installation, Path labFolder, PortSlot slot, int epmd, Collection<String> plugins,
			List<String> peers) {
		this.installation = installation;
		this.labFolder = labFolder;
		this.slot = slot;
		NodeSettings settings = new NodeSettings(installation, labFolder, slot);
		settings.write(plugins, peers);
		this.folder = settings.folder();
		this.environment = settings.environment(epmd);
	}

	static String nameOf(PortSlot slot) {
		return "rabbit-lab-" + slot.number() + "@localhost";
	}

	static Map<String, String> libraryPath(RabbitInstallation installation) {
		if (installation.libraries().isEmpty()) {
			return Map.of();
		}
		return Map.of("LD_LIBRARY_PATH",
				installation.libraries().stream().map(Path::toString).collect(Collectors.joining(":")));
	}

	BrokerAddress address() {
		return new BrokerAddress(PortSlot.LOOPBACK, this.slot.amqp(), "guest", "guest", "/",
				URI.create("http://" + PortSlot.LOOPBACK + ":" + this.slot.management() + "/"),
				URI.create("http://" + PortSlot.LOOPBACK + ":" + this.slot.prometheus() + "/metrics"));
	}

	synchronized void launch() {
		closeProcess();
		this.process = GuardedProcess.command(this.installation.scripts().resolve("rabbitmq-server").toString())
			.dropEnvironment("RABBITMQ_", "ERL_")
			.environment(this.environment)
			.directory(this.folder)
			.output(this.folder.resolve("console.log"))
			.removeAtEnd(this.labFolder)
			.start();
	}

	synchronized void awaitConnections() {
		GuardedProcess running = this.process;
		if (running == null) {
			throw new IllegalStateException(nameOf(this.slot) + " was not started");
		}
		if (Readiness.await(address(), START, running::isAlive) != null) {
			String why = running.isAlive() ? "does not accept connections after " + START.toSeconds() + " s"
					: "ended with status " + running.onExit().getNow(-1);
			closeProcess();
			throw new IllegalStateException("the node " + why + ". Its log ends with:\n" + lastLogLines());
		}
	}

	@Override
	public boolean canBeKilled() {
		return true;
	}

	@Override
	public synchronized void kill() {
		if (this.process != null) {
			this.process.kill();
		}
	}

	@Override
	public synchronized void restart() {
		stop();
		launch();
		awaitConnections();
	}

	@Override
	public synchronized void freeze() {
		if (this.process != null) {
			this.process.freeze();
		}
	}

	@Override
	public synchronized void thaw() {
		if (this.process != null) {
			this.process.thaw();
		}
	}

	@Override
	public synchronized void stop() {
		if (this.process != null) {
			this.process.stop(STOP);
		}
	}

	@Override
	public String ctl(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(this.installation.scripts().resolve("rabbitmqctl").toString());
		command.addAll(List.of("--quiet", "--node", nameOf(this.slot)));
		command.addAll(Arrays.asList(arguments));
		return ToolRun.output(command, this.environment, CTL);
	}

	@Override
	public synchronized void close() {
		closeProcess();
	}

	private void closeProcess() {
		if (this.process != null) {
			this.process.close();
			this.process = null;
		}
	}

	private String lastLogLines() {
		List<String> lines = new ArrayList<>(NodeFolder.tail(this.folder.resolve("log/rabbit.log"), 12));
		lines.addAll(NodeFolder.tail(this.folder.resolve("console.log"), 12));
		return String.join("\n", lines);
	}

}
