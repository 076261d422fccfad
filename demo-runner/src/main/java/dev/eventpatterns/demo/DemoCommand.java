package dev.eventpatterns.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;

import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Report;
import dev.eventpatterns.demo.report.ReportPage;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Tone;
import dev.eventpatterns.demo.report.TextTable;
import dev.eventpatterns.lab.LabOptions;
import dev.eventpatterns.lab.NoBrokerException;
import dev.eventpatterns.lab.RabbitLab;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Starts a private broker, plays demonstrations on it one after the other, prints what
 * was measured and writes the page with charts.
 */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, version = "Event patterns demo",
		description = { "Plays each pattern's issue and then the pattern applied on a real, private RabbitMQ,"
				+ " measures both, and writes a report with charts." },
		footer = { "", "Exit status: 0 every pattern kept its promise; 1 one did not, or the demo could not be"
				+ " played; 2 wrong arguments; 130 ended with Ctrl-C." })
final class DemoCommand implements Callable<Integer> {

	private final Terminal terminal;

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(paramLabel = "pattern", arity = "0..*", description = "Patterns to play; all when none is named.")
	private List<String> patterns = List.of();

	@Option(names = "--list", description = "List the patterns and end.")
	private boolean list;

	@Option(names = "--report", paramLabel = "FILE", description = "Where the report goes; target/demo/report.html.")
	private @Nullable Path report;

	@Option(names = "--full",
			description = "Full size, with a dozen kills: event-forwarding 200,000 orders, each hop a process of"
					+ " its own; thread-delegate 1,000,000 orders. Takes minutes.")
	private boolean full;

	@Option(names = "--orders", paramLabel = "N", description = "Orders to send, 100 to 10,000,000.")
	private @Nullable Integer orders;

	@Option(names = "--kills", paramLabel = "N", description = "How often something is killed, 0 to 1,000.")
	private @Nullable Integer kills;

	@Option(names = "--seed", paramLabel = "N", description = "Repeats the orders and random moments of a run.")
	private @Nullable Long seed;

	DemoCommand(Terminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public Integer call() throws Exception {
		if (this.list) {
			Demos.ALL.forEach((demo) -> this.terminal.say("%-18s %s".formatted(demo.name(), demo.question())));
			return 0;
		}
		List<Demo> demos = chosen();
		DemoOptions options = new DemoOptions(this.full, within("--orders", this.orders, 100, 10_000_000),
				within("--kills", this.kills, 0, 1_000),
				(this.seed != null) ? this.seed : new Random().nextInt(10_000));
		Workspace workspace = Workspace.find();
		Cleanup cleanup = new Cleanup();
		Thread hook = new Thread(() -> {
			this.terminal.sayLast("Interrupted: closing the broker and the services.");
			cleanup.close();
		});
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			return play(demos, options, workspace, cleanup);
		}
		finally {
			this.terminal.progressDone();
			cleanup.close();
			removeHook(hook);
		}
	}

	private int play(List<Demo> demos, DemoOptions options, Workspace workspace, Cleanup cleanup)
			throws InterruptedException, IOException {
		long start = System.nanoTime();
		cleanup.add(workspace::removeRunFolders);
		String[] plugins = demos.stream().flatMap((demo) -> demo.plugins().stream()).toArray(String[]::new);
		RabbitLab lab = cleanup.add(RabbitLab.start(LabOptions.defaults().plugins(plugins).logTo(this.terminal::step)));
		this.terminal.say("broker", lab.description());
		List<Section> sections = new ArrayList<>();
		for (Demo demo : demos) {
			this.terminal.say("pattern", demo.name() + ": " + demo.question());
			Stage stage = new Stage(lab.broker(), lab.description(), this.terminal, workspace, options, cleanup);
			Section section = demo.play(stage);
			sections.add(section);
			show(section);
		}
		Path file = (this.report != null) ? this.report : workspace.output().resolve("report.html");
		Report all = new Report(sections, Machine.describe(lab.description()), ZonedDateTime.now());
		new ReportPage(all).write(file);
		if (sections.size() > 1) {
			show(all.summary());
		}
		this.terminal.say("report", String.valueOf(shortest(file)));
		this.terminal.say("took", Figures.seconds(Duration.ofNanos(System.nanoTime() - start)));
		if (!all.broken().isEmpty()) {
			this.terminal.say("broken", "the promise of " + String.join(", ", all.broken()) + ": see the report");
		}
		return all.broken().isEmpty() ? 0 : 1;
	}

	private void show(Section section) {
		show(section.table());
		this.terminal.say(this.terminal.paint(section.headline(), section.passed() ? Tone.GOOD : Tone.BAD));
		this.terminal.say("");
		this.terminal.say("repeat", section.command());
	}

	private void show(Table table) {
		this.terminal.progressDone();
		this.terminal.say("");
		new TextTable(Terminal.WIDTH, this.terminal::paint).lines(table).forEach(this.terminal::say);
		this.terminal.say("");
	}

	/** As one would type it. */
	private static Path shortest(Path file) {
		Path here = Path.of("").toAbsolutePath();
		Path absolute = file.toAbsolutePath().normalize();
		return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
	}

	private List<Demo> chosen() {
		try {
			return Demos.named(this.patterns);
		}
		catch (DemoFailure ex) {
			throw mistake(String.valueOf(ex.getMessage()));
		}
	}

	private OptionalInt within(String option, @Nullable Integer value, int least, int most) {
		if (value == null) {
			return OptionalInt.empty();
		}
		if (value < least || value > most) {
			throw mistake(option + " must be " + Figures.count(least) + " to " + Figures.count(most) + ", was " + value
					+ ".");
		}
		return OptionalInt.of(value);
	}

	private ParameterException mistake(String message) {
		if (this.spec == null) {
			throw new IllegalStateException("Not started by picocli");
		}
		return new ParameterException(this.spec.commandLine(), message);
	}

	/**
	 * What a user is told of a failure: the sentence that was meant for them, or the bare
	 * fault.
	 */
	static String explain(Exception failure) {
		if (failure instanceof DemoFailure || failure instanceof NoBrokerException) {
			return String.valueOf(failure.getMessage());
		}
		return "The demo failed unexpectedly: " + failure;
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is ending already, and the hook is what ends it.
		}
	}

}
