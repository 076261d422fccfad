package dev.eventpatterns.demo.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;

/** The story, told to both ways at the same time. */
final class Play implements AutoCloseable {

	static final String RISK = "risk";

	static final String PRICING = "pricing";

	private static final Duration START = Duration.ofSeconds(60);

	private static final long LOOK_NANOS = 15_000_000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final List<Integer> ports = Ports.free(3);

	private final Neighbour ours;

	private final Neighbour held;

	private final Held holder = new Held();

	private final ServiceProcess server;

	private final ServiceProcess risk;

	private final ServiceProcess pricing;

	private long begun = System.nanoTime();

	private long changes;

	private double gone;

	private double back;

	private double quietFrom;

	private volatile long missedTold = -1;

	private volatile boolean over;

	private @Nullable Thread watching;

	Play(Stage stage, Processes processes) {
		this.ours = new Neighbour(stage.broker(), "demo-watch-ours-");
		this.held = new Neighbour(stage.broker(), "demo-watch-held-");
		this.server = processes.server(this.ports.get(0), this.ours.ways());
		this.risk = processes.service(RISK, this.ports.get(1), this.ours.broker(RISK), this.ours.way(RISK),
				this.ports.get(0));
		this.pricing = processes.service(PRICING, this.ports.get(2), this.ours.broker(PRICING), this.ours.way(PRICING),
				this.ports.get(0));
	}

	/** Both services come. */
	void begin() throws InterruptedException {
		List.of(this.server, this.risk, this.pricing).forEach(ServiceProcess::start);
		for (ServiceProcess process : List.of(this.server, this.risk, this.pricing)) {
			process.awaitReady(START);
		}
		Patience.await("both services are registered", () -> JSON.readTree(this.server.get("/watches")).size() == 2);
		for (String service : List.of(RISK, PRICING)) {
			this.holder.read(service, this.held.broker(service), this::second, this.held.knowledge(service));
			this.holder.connect(service, this.held.broker(service), this.held.way(service));
		}
		this.begun = System.nanoTime();
		Thread started = new Thread(this::watch, "watching");
		this.watching = started;
		started.setDaemon(true);
		started.start();
	}

	/** The value changes so many times. */
	void change(int times, Duration between) throws InterruptedException {
		for (int i = 0; i < times; i++) {
			this.changes++;
			Processes.change(this.ports.get(0), this.changes);
			this.holder.tell(this.changes);
			Thread.sleep(between.toMillis());
		}
	}

	/** One service is killed, and its broker cannot be reached. */
	void pricingGoes() {
		this.gone = second();
		this.pricing.kill();
		this.holder.kill(PRICING);
		this.ours.way(PRICING).cut();
		this.held.way(PRICING).cut();
	}

	/** It is started again, and its broker can be reached. */
	void pricingComesBack() throws InterruptedException {
		this.ours.way(PRICING).heal();
		this.held.way(PRICING).heal();
		this.holder.read(PRICING, this.held.broker(PRICING), this::second, this.held.knowledge(PRICING));
		this.pricing.start();
		this.pricing.awaitReady(START);
		this.back = second();
		Patience.await("the service knows again", () -> {
			JsonNode value = JSON.readTree(this.pricing.get("/value"));
			if (value.path("revision").asLong() == 0) {
				return false;
			}
			this.missedTold = value.path("missed").asLong();
			return true;
		});
	}

	void awaitAllKnow() throws InterruptedException {
		Patience.await("all know", () -> this.ours.knowledge(RISK).last() == this.changes
				&& this.ours.knowledge(PRICING).last() == this.changes && this.ours.connections() == 0);
	}

	/** Nothing changes for a while. */
	void quiet(Duration lasting) throws InterruptedException {
		this.quietFrom = second();
		this.ours.beginQuiet();
		this.held.beginQuiet();
		Thread.sleep(lasting.toMillis());
		this.ours.endQuiet();
		this.held.endQuiet();
	}

	private void watch() {
		while (!this.over) {
			double now = second();
			note(this.risk, this.ours.knowledge(RISK));
			note(this.pricing, this.ours.knowledge(PRICING));
			this.ours.sample(now);
			this.held.sample(now);
			LockSupport.parkNanos(LOOK_NANOS);
		}
	}

	private void note(ServiceProcess service, Knowledge knowledge) {
		try {
			long revision = JSON.readTree(service.get("/value")).path("revision").asLong();
			if (revision > 0) {
				knowledge.note(second(), revision);
			}
		}
		catch (IOException ex) {
			// It is gone for the moment.
		}
		catch (InterruptedException ex) {
			this.over = true;
		}
	}

	private double second() {
		return (System.nanoTime() - this.begun) / 1e9;
	}

	String line() {
		return String.format(Locale.ROOT,
				"%4.1f s  revision %d   risk knows %d, pricing %d   connections: held %d, now %d", second(),
				this.changes, this.ours.knowledge(RISK).last(), this.ours.knowledge(PRICING).last(),
				this.held.connections(), this.ours.connections());
	}

	/** What was seen: of connections that are held, and of watch notification. */
	WatchReport end(String command) throws InterruptedException {
		this.over = true;
		if (this.watching != null) {
			this.watching.join();
		}
		WatchReport.Story story = new WatchReport.Story(this.changes, this.gone, this.back, this.quietFrom, second());
		close();
		return new WatchReport(this.held.seen("connections held", -1),
				this.ours.seen("watch notification", this.missedTold), story, command);
	}

	@Override
	public void close() {
		this.over = true;
		this.pricing.close();
		this.risk.close();
		this.server.close();
		this.holder.close();
		this.ours.close();
		this.held.close();
	}

}
