package dev.eventpatterns.demo.blueprint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;

/** The workflow processor as a process of its own. */
final class Workflow implements AutoCloseable {

	static final String NAME = "workflow-processor";

	private static final String USER = "demo";

	private static final Duration START = Duration.ofSeconds(90);

	private final String password = UUID.randomUUID().toString();

	private final ServiceProcess service;

	Workflow(Application application, Broker broker, Path folder) {
		this.service = application.process(NAME, broker, Ports.free(1).get(0), folder,
				List.of("--DATA_FOLDER=" + folder, "--workflow-processor.users." + USER + ".password=" + this.password,
						"--workflow-processor.users." + USER + ".role=viewer", "--spring.security.user.name=" + USER,
						"--spring.security.user.password=" + this.password,
						"--workflow-processor.symbol-renames." + Poison.OLD_NAME + "=" + Poison.NEW_NAME));
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
