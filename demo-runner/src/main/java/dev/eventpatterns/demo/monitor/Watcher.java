package dev.eventpatterns.demo.monitor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A channel monitor as a process of its own, and what it says of one queue. */
final class Watcher implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(60);

	private static final JsonMapper JSON = new JsonMapper();

	private final ServiceProcess service;

	Watcher(Broker broker, Application application, Path folder) {
		URI management = broker.managementUri();
		if (management == null) {
			throw new DemoFailure("This broker has no management API that is known: set RABBIT_LAB_MANAGEMENT_URI.");
		}
		int port = Ports.free(1).get(0);
		this.service = application.process("channel-monitor", broker, port, folder,
				List.of("--channel-monitor.queues=orders*", "--channel-monitor.interval=200ms",
						"--channel-monitor.management-uri=" + management, "--channel-monitor.statistics-interval=1s",
						"--channel-monitor.rate-window=3s", "--channel-monitor.stalled-after=1s",
						"--channel-monitor.steady-samples=2"));
	}

	void start() {
		this.service.start();
	}

	void awaitReady() throws InterruptedException {
		this.service.awaitReady(START);
	}

	/** What it says now; null while it knows nothing of the queue. */
	@Nullable Seen look(String queue) throws InterruptedException {
		try {
			return JSON.readValue(this.service.get("/channels/" + queue), Seen.class);
		}
		catch (IOException | JacksonException ex) {
			return null;
		}
	}

	@Override
	public void close() {
		this.service.close();
	}

}
