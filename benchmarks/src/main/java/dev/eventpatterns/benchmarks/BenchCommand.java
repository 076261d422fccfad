package dev.eventpatterns.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.LabOptions;
import dev.eventpatterns.lab.RabbitLab;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Starts a private broker, runs benchmarks on it one after the other, prints the ratios
 * and writes the results down.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false, version = "Event patterns benchmarks",
		description = "Measures each pattern beside its peers on a real, private RabbitMQ, and prints the ratios.",
		footer = { "", "Exit status: 0 measured, whatever the ratios; 1 a variant lost or duplicated messages, or it"
				+ " could not be measured; 2 wrong arguments; 130 ended with Ctrl-C." })
final class BenchCommand implements Callable<Integer> {

	private final Progress progress;

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(paramLabel = "pattern", arity = "0..*", description = "Patterns to measure; all when none is named.")
	private List<String> patterns = List.of();

	@Option(names = "--rounds", paramLabel = "N", defaultValue = "" + BenchOptions.FULL_ROUNDS,
			description = "Rounds that count, 1 to 100; ${DEFAULT-VALUE}.")
	private int rounds;

	@Option(names = "--messages", paramLabel = "N", defaultValue = "" + BenchOptions.FULL_MESSAGES,
			description = "Messages per round, 1,000 to 10,000,000; ${DEFAULT-VALUE}.")
	private int messages;

	@Option(names = "--queue", paramLabel = "KIND", defaultValue = "both",
			description = "quorum, classic or both; ${DEFAULT-VALUE}.")
	private Queues queue = Queues.BOTH;

	@Option(names = "--only", paramLabel = "VARIANT", split = ",",
			description = "Measure these variants only; --list names them.")
	private Set<String> only = Set.of();

	@Option(names = "--results", paramLabel = "FILE",
			description = "Where the results go; benchmarks/RESULTS.md for a run of full size, else"
					+ " benchmarks/target/RESULTS.md.")
	private @Nullable Path results;

	@Option(names = "--list", description = "List the patterns and their variants and end.")
	private boolean list;

	BenchCommand(Progress progress) {
		this.progress = progress;
	}

	@Override
	public Integer call() throws Exception {
		if (this.list) {
			Benchmarks.ALL.forEach((benchmark) -> this.progress
				.say(benchmark.name() + ": " + String.join(", ", benchmark.variants())));
			return 0;
		}
		List<Benchmark> chosen = chosen();
		BenchOptions options = options(chosen);
		Cleanup cleanup = new Cleanup();
		Thread hook = new Thread(() -> {
			this.progress.sayLast("Interrupted: closing the broker.");
			cleanup.close();
		});
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			return measure(chosen, options, cleanup);
		}
		finally {
			cleanup.close();
			removeHook(hook);
		}
	}

	private int measure(List<Benchmark> chosen, BenchOptions options, Cleanup cleanup) throws Exception {
		long start = System.nanoTime();
		String[] plugins = chosen.stream().flatMap((benchmark) -> benchmark.plugins().stream()).toArray(String[]::new);
		LabOptions wanted = LabOptions.defaults().plugins(plugins).logTo(this.progress::say);
		Broker broker = cleanup.add(RabbitLab.start(wanted)).broker().withVirtualHost("benchmarks");
		Map<String, String> machine = MachineInfo.describe(broker);
		machine.forEach((name, value) -> this.progress.say("%-17s %s".formatted(name, value)));
		Map<String, List<Comparison>> measured = new LinkedHashMap<>();
		for (Benchmark benchmark : chosen) {
			List<Comparison> comparisons = benchmark.run(new Bench(broker, options, this.progress, cleanup));
			measured.put(benchmark.name(), comparisons);
			show(benchmark, comparisons);
		}
		write(measured, machine, options);
		this.progress.say("took " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
		return measured.values().stream().flatMap(List::stream).allMatch((result) -> result.problems().isEmpty()) ? 0
				: 1;
	}

	private void show(Benchmark benchmark, List<Comparison> comparisons) {
		for (Comparison comparison : comparisons) {
			this.progress.say("");
			List<String> lines = new ResultsTable(comparison).lines();
			this.progress.say(benchmark.name() + ": " + lines.get(0));
			lines.subList(1, lines.size()).forEach(this.progress::say);
		}
		this.progress.say("");
	}

	private void write(Map<String, List<Comparison>> measured, Map<String, String> machine, BenchOptions options)
			throws IOException {
		Path root = Path.of("").toAbsolutePath();
		Path folder = Files.exists(root.resolve("benchmarks/pom.xml")) ? root.resolve("benchmarks") : root;
		Path standard = options.full() ? folder.resolve("RESULTS.md") : folder.resolve("target/RESULTS.md");
		Path file = (this.results != null) ? this.results : standard;
		String command = ("./bench " + String.join(" ", arguments())).strip();
		for (Map.Entry<String, List<Comparison>> entry : measured.entrySet()) {
			new ResultsFile(file).write(entry.getKey(), command, LocalDate.now(), machine, entry.getValue());
		}
		this.progress.say("results in " + (file.startsWith(root) ? root.relativize(file) : file));
	}

	private List<String> arguments() {
		return commandSpec().commandLine().getParseResult().originalArgs();
	}

	private List<Benchmark> chosen() {
		try {
			return Benchmarks.named(this.patterns);
		}
		catch (BenchFailure ex) {
			throw mistake(String.valueOf(ex.getMessage()));
		}
	}

	private BenchOptions options(List<Benchmark> chosen) {
		List<String> known = chosen.stream().flatMap((benchmark) -> benchmark.variants().stream()).toList();
		for (String name : this.only) {
			if (!known.contains(name)) {
				throw mistake("There is no variant '" + name + "'. Known: " + String.join(", ", known) + ".");
			}
		}
		requireWithin("--rounds", this.rounds, 1, 100);
		requireWithin("--messages", this.messages, 1_000, 10_000_000);
		List<QueueKind> kinds = Arrays.stream(QueueKind.values())
			.filter((kind) -> this.queue == Queues.BOTH || this.queue.name().equals(kind.name()))
			.toList();
		return new BenchOptions(this.rounds, this.messages, kinds, this.only);
	}

	private void requireWithin(String option, int value, int least, int most) {
		if (value < least || value > most) {
			throw mistake(option + " must be " + Figures.count(least) + " to " + Figures.count(most) + ", was " + value
					+ ".");
		}
	}

	private ParameterException mistake(String message) {
		return new ParameterException(commandSpec().commandLine(), message);
	}

	private CommandSpec commandSpec() {
		if (this.spec == null) {
			throw new IllegalStateException("Not started by picocli");
		}
		return this.spec;
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is ending already, and the hook is what ends it.
		}
	}

	/** The values of {@code --queue}. */
	enum Queues {

		QUORUM, CLASSIC, BOTH

	}

}
