package dev.eventpatterns.lab;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Brokers for a shell: until Ctrl-C, or for as long as a command runs.
 */
@Command(name = "rabbit-lab", sortOptions = false,
		description = { "Starts real RabbitMQ brokers, prints their addresses and waits for Ctrl-C;",
				"or runs a command that finds them in its environment, and exits with its status." })
public final class RabbitLabMain implements Callable<Integer> {

	private static final int NO_BROKER = 69;

	private static final int CANNOT_RUN = 127;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "show this and exit")
	private boolean help;

	@ArgGroup(exclusive = true)
	private @Nullable Size size;

	@Option(names = "--plugins", split = ",", paramLabel = "NAME",
			description = "plugins beside management and Prometheus, separated by commas")
	private List<String> plugins = List.of();

	@Option(names = "--source", paramLabel = "SOURCE", description = "docker or local; otherwise the first that works")
	private @Nullable LabSource source;

	@Parameters(paramLabel = "COMMAND", arity = "0..*",
			description = "after --, a command and its arguments; it gets RABBIT_LAB_URI and SPRING_RABBITMQ_*")
	private List<String> command = List.of();

	/**
	 * Runs until Ctrl-C or the command's end.
	 * @param arguments see {@code --help}
	 */
	public static void main(String[] arguments) {
		// Nobody is interested in the logging of libraries here.
		System.setProperty("slf4j.internal.verbosity", "ERROR");
		CommandLine line = new CommandLine(new RabbitLabMain()).setCaseInsensitiveEnumValuesAllowed(true)
			.setStopAtPositional(true)
			.setExecutionExceptionHandler((thrown, parsed, result) -> {
				parsed.getErr().println(thrown.getMessage());
				return (thrown instanceof NoBrokerException) ? NO_BROKER : 1;
			});
		System.exit(line.execute(arguments));
	}

	@Override
	public Integer call() throws InterruptedException {
		try (RabbitLab lab = RabbitLab.start(options())) {
			if (!this.command.isEmpty()) {
				return run(lab);
			}
			for (Broker broker : lab.brokers()) {
				System.out.println(broker.uri());
				if (broker.managementUri() != null) {
					System.err.println("  management at " + broker.managementUri() + ", user " + broker.username()
							+ ", password " + broker.password());
				}
			}
			System.err.println("Ctrl-C ends " + ((lab.brokers().size() == 1) ? "it." : "them."));
			new CountDownLatch(1).await();
			return 0;
		}
	}

	private LabOptions options() {
		LabOptions options = LabOptions.defaults().plugins(this.plugins.toArray(String[]::new));
		if (this.source != null) {
			options = options.source(this.source);
		}
		if (this.size != null) {
			options = (this.size.cluster > 0) ? options.cluster(this.size.cluster) : options.nodes(this.size.nodes);
		}
		return options;
	}

	private int run(RabbitLab lab) throws InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(this.command).inheritIO();
		Map<String, String> environment = builder.environment();
		environment.put("RABBIT_LAB_URI", join(lab.brokers().stream().map(Broker::uri).toList()));
		environment.put("RABBIT_LAB_MANAGEMENT_URI",
				join(lab.brokers().stream().map((broker) -> String.valueOf(broker.managementUri())).toList()));
		lab.broker()
			.springProperties()
			.forEach((name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""),
					value));
		try {
			Process process = builder.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
			return process.waitFor();
		}
		catch (IOException ex) {
			System.err.println("Cannot run " + this.command.get(0) + ": " + ex.getMessage());
			return CANNOT_RUN;
		}
	}

	private static String join(List<String> uris) {
		return String.join(",", uris);
	}

	private static final class Size {

		@Option(names = "--nodes", paramLabel = "N", description = "separate brokers, 1 to 9")
		private int nodes;

		@Option(names = "--cluster", paramLabel = "N", description = "nodes of one cluster, 1 to 9")
		private int cluster;

	}

}
