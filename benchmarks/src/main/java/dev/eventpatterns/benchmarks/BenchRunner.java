package dev.eventpatterns.benchmarks;

import dev.eventpatterns.lab.NoBrokerException;
import picocli.CommandLine;

/**
 * The command {@code ./bench}.
 */
public final class BenchRunner {

	private BenchRunner() {
	}

	/**
	 * Runs the benchmarks that are named, or all.
	 * @param args see {@code ./bench --help}
	 */
	public static void main(String[] args) {
		boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
		System.exit(commandLine(new Progress(System.out, terminal)).execute(args));
	}

	/**
	 * Parses strictly, and answers a mistake with one sentence.
	 */
	static CommandLine commandLine(Progress progress) {
		CommandLine line = new CommandLine(new BenchCommand(progress)).setUsageHelpWidth(Progress.WIDTH)
			.setCaseInsensitiveEnumValuesAllowed(true);
		line.setParameterExceptionHandler((mistake, args) -> {
			line.getErr().println(mistake.getMessage() + " See ./bench --help.");
			return CommandLine.ExitCode.USAGE;
		});
		line.setExecutionExceptionHandler((failure, parsed, result) -> {
			// After a Ctrl-C everything fails, which is no news.
			if (!progress.muted()) {
				progress.say("");
				line.getErr().println(explain(failure));
			}
			return CommandLine.ExitCode.SOFTWARE;
		});
		return line;
	}

	private static String explain(Exception failure) {
		if (failure instanceof BenchFailure || failure instanceof NoBrokerException) {
			return String.valueOf(failure.getMessage());
		}
		// The client says what the broker said in the cause only.
		return "The benchmark failed unexpectedly: " + failure
				+ ((failure.getCause() != null) ? ", because of " + failure.getCause() : "");
	}

}
