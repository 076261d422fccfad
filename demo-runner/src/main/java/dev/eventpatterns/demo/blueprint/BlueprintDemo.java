package dev.eventpatterns.demo.blueprint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.lab.Broker;

/** Plays a day at the exchange on the patterns together. */
public final class BlueprintDemo implements Demo {

	static final String NAME = "blueprint";

	static final String QUESTION = "what do the patterns make together? A system that monitors and heals itself";

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
		if (!stage.broker().canBeKilled()) {
			throw new DemoFailure("The blueprint's scenario kills its broker, and this one is somebody else's."
					+ " Run it without RABBIT_LAB_URI.");
		}
		Broker broker = stage.broker().withVirtualHost(NAME);
		Path folder = stage.workspace().newRunFolder(NAME);
		Accepted accepted = new Accepted();
		Completions completions = new Completions();
		Ears ears = stage.cleanup().add(new Ears(broker, completions));
		ears.start();
		Services services = stage.cleanup().add(new Services(stage.workspace(), broker, folder));
		stage.terminal().step("starting producer, consumer and workflow processor");
		Workflow workflow = stage.cleanup().add(new Workflow(stage.workspace(), broker, folder));
		workflow.start();
		services.start();
		services.awaitReady();
		workflow.awaitReady();
		Callers callers = stage.cleanup()
			.add(new Callers(services.producer().base(), accepted, stage.options().seed()));
		Poison poison = new Poison(broker, callers, accepted);
		Watch watch = stage.cleanup().add(new Watch(broker, services, accepted::count, completions::count));
		watch.start();
		List<PhaseResult> phases;
		try (Terminal.Showing showing = stage.terminal().show(() -> line(watch.latest()))) {
			phases = new Scenario(broker, services, callers, poison, watch, ears, accepted, completions,
					stage.options().full() ? 4 * this.scale : this.scale, stage.terminal())
				.play();
		}
		callers.end();
		Set<String> inbox = settle(workflow, accepted, completions);
		Services.Books books = services.books();
		Outcome outcome = new Outcome(phases, accepted.orderIds(), completions.orderIds(), inbox,
				completions.violations(), books.applied() - books.orders(), books.overtaken(), completions.again());
		Section section = new BlueprintReport(outcome, watch.moments(), command(stage)).section();
		watch.close();
		ears.close();
		services.close();
		workflow.close();
		return section;
	}

	/** Until nothing is on its way any more. */
	private static Set<String> settle(Workflow workflow, Accepted accepted, Completions completions)
			throws InterruptedException {
		long deadline = System.nanoTime() + SETTLING.toNanos();
		while (true) {
			Set<String> inbox = workflow.inbox();
			boolean all = accepted.orderIds()
				.stream()
				.allMatch((id) -> completions.finishedAt(id) != null || inbox.contains(id));
			if (all || System.nanoTime() > deadline) {
				return inbox;
			}
			Thread.sleep(300);
		}
	}

	private static String command(Stage stage) {
		return "./demo " + NAME + (stage.options().full() ? " --full" : "") + " --seed " + stage.options().seed();
	}

	private static String line(Moment now) {
		return String.format(Locale.ROOT, "%4.1f s  %,d accepted, %,d processed; %,d wait, %d delegates%s%s",
				now.second(), now.accepted(), now.processed(), now.ready() + now.sided() + now.waiting(),
				now.delegates(), now.throttled() ? ", throttled" : "",
				(now.held() > 0) ? ", " + now.held() + " accounts held" : now.up() ? "" : ", no broker");
	}

}
