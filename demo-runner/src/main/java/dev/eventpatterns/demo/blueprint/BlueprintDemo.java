package dev.eventpatterns.demo.blueprint;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.lab.Broker;

/** Plays a day at the exchange on the patterns together. */
public final class BlueprintDemo implements Demo {

	static final String NAME = "blueprint";

	static final String QUESTION = "what do the patterns make together? A system that monitors and heals itself";

	private static final String AS_PROCESSES = "./demo";

	private static final String IN_CONTAINERS = "docker compose run --rm scenario";

	private static final Duration SETTLING = Duration.ofSeconds(30);

	private final double scale;

	/** The usual size. */
	public BlueprintDemo() {
		this(1);
	}

	/**
	 * Another size.
	 * @param scale how long troubles last, 1 for the usual time
	 */
	BlueprintDemo(double scale) {
		this.scale = scale;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String question() {
		return QUESTION;
	}

	@Override
	public Section play(Stage stage) throws InterruptedException {
		Optional<Running> running = Running.of(System.getenv());
		if (running.isPresent()) {
			Exchange exchange = running.get().exchange();
			int limit = exchange.limit();
			// A wrong password must not show at the end, as orders that were lost.
			running.get().inbox().orderIds();
			stage.cleanup().add(() -> exchange.limit(limit));
			return playOn(stage, stage.broker(), running.get(), new ConnectionCut(stage.broker()), IN_CONTAINERS,
					Long.toString(Instant.now().getEpochSecond(), 36) + "-");
		}
		if (!stage.broker().canBeKilled()) {
			throw new DemoFailure("The blueprint's scenario kills its broker, and this one is somebody else's."
					+ " Run it without RABBIT_LAB_URI, or let BLUEPRINT_PRODUCER_URI name a blueprint that runs there.");
		}
		Broker broker = stage.broker().withVirtualHost(NAME);
		Path folder = stage.workspace().newRunFolder(NAME);
		Application blueprint = Application.of(stage, NAME);
		Application processor = Application.of(stage, Workflow.NAME);
		stage.terminal().step("starting producer, consumer and workflow processor");
		try (Services services = stage.cleanup().add(new Services(blueprint, broker, folder));
				Workflow workflow = stage.cleanup().add(new Workflow(processor, broker, folder))) {
			workflow.start();
			services.start();
			services.awaitReady();
			workflow.awaitReady();
			return playOn(stage, broker, new Running(services.exchange(), workflow.inbox()), Outage.killing(broker),
					AS_PROCESSES, "");
		}
	}

	/**
	 * Plays on a system that runs.
	 * @param command how to play it again
	 * @param prefix of all accounts, so that a second run is not taken for the first
	 */
	private Section playOn(Stage stage, Broker broker, Running system, Outage outage, String command, String prefix)
			throws InterruptedException {
		Exchange exchange = system.exchange();
		Accepted accepted = new Accepted();
		Completions completions = new Completions();
		try (Ears ears = stage.cleanup().add(new Ears(broker, completions));
				Callers callers = stage.cleanup()
					.add(new Callers(exchange.producer(), accepted, prefix, stage.options().seed()));
				Watch watch = stage.cleanup().add(new Watch(broker, exchange, accepted::count, completions::count))) {
			ears.start();
			watch.start();
			Poison poison = new Poison(broker, callers, accepted, prefix);
			List<PhaseResult> phases;
			try (Terminal.Showing showing = stage.terminal().show(() -> line(watch.latest()))) {
				phases = new Scenario(outage, exchange, callers, poison, watch, ears, accepted, completions,
						stage.options().full() ? 4 * this.scale : this.scale, stage.terminal())
					.play();
			}
			callers.end();
			Set<String> inbox = settle(system.inbox(), accepted, completions);
			Exchange.Books books = exchange.books();
			Outcome outcome = new Outcome(phases, accepted.orderIds(), completions.orderIds(), inbox,
					completions.violations(), books.applied() - books.orders(), books.overtaken(), completions.again());
			return new BlueprintReport(outcome, watch.moments(), command + options(stage)).section();
		}
	}

	/** Until nothing is on its way any more. */
	private static Set<String> settle(Inbox waiting, Accepted accepted, Completions completions)
			throws InterruptedException {
		long deadline = System.nanoTime() + SETTLING.toNanos();
		while (true) {
			Set<String> inbox = waiting.orderIds();
			boolean all = accepted.orderIds()
				.stream()
				.allMatch((id) -> completions.finishedAt(id) != null || inbox.contains(id));
			if (all || System.nanoTime() > deadline) {
				return inbox;
			}
			Thread.sleep(300);
		}
	}

	private static String options(Stage stage) {
		return " " + NAME + (stage.options().full() ? " --full" : "") + " --seed " + stage.options().seed();
	}

	private static String line(Moment now) {
		return String.format(Locale.ROOT, "%4.1f s  %,d accepted, %,d processed; %,d wait, %d delegates%s%s",
				now.second(), now.accepted(), now.processed(), now.ready() + now.sided() + now.waiting(),
				now.delegates(), now.throttled() ? ", throttled" : "",
				(now.held() > 0) ? ", " + now.held() + " accounts held" : now.up() ? "" : ", no broker");
	}

}
