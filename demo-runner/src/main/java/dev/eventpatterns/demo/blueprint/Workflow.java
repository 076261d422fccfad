package dev.eventpatterns.demo.blueprint;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.eventpatterns.demo.Workspace;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;

/** The workflow processor as a process of its own. */
final class Workflow implements AutoCloseable {

	private static final String NAME = "workflow-processor";

	private static final String USER = "demo";

	private static final Duration START = Duration.ofSeconds(90);

	private final String password = UUID.randomUUID().toString();

	private final ServiceProcess service;

	Workflow(Workspace workspace, Broker broker, Path folder) {
		URI base = URI.create("http://127.0.0.1:" + Ports.free(1).get(0));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m", "-jar", workspace.application(NAME).toString(),
						"--server.address=127.0.0.1", "--server.port=" + base.getPort(), "--DATA_FOLDER=" + folder,
						"--workflow-processor.users." + USER + ".password=" + this.password,
						"--workflow-processor.users." + USER + ".role=viewer", "--spring.security.user.name=" + USER,
						"--spring.security.user.password=" + this.password,
						"--workflow-processor.symbol-renames." + Poison.OLD_NAME + "=" + Poison.NEW_NAME));
		broker.springProperties().forEach((key, value) -> command.add("--" + key + "=" + value));
		this.service = new ServiceProcess(NAME, base, command, folder);
	}

	void start() {
		this.service.start();
	}

	void awaitReady() throws InterruptedException {
		this.service.awaitReady(START);
	}

	Inbox inbox() {
		return new Inbox(this.service.base(), USER, this.password);
	}

	@Override
	public void close() {
		this.service.close();
	}

}
