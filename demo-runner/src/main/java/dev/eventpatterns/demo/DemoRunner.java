package dev.eventpatterns.demo;

import picocli.CommandLine;

/**
 * The command {@code ./demo}.
 */
public final class DemoRunner {

	private DemoRunner() {
	}

	/**
	 * Plays the demonstrations that are named, or all.
	 * @param args see {@code ./demo --help}
	 */
	public static void main(String[] args) {
		System.exit(commandLine(new DemoCommand(Terminal.system(System.getenv()))).execute(args));
	}

	/**
	 * Parses strictly, and answers a mistake with one sentence.
	 */
	static CommandLine commandLine(DemoCommand command) {
		CommandLine line = new CommandLine(command).setUsageHelpWidth(Terminal.WIDTH);
		line.setParameterExceptionHandler((mistake, args) -> {
			line.getErr().println(mistake.getMessage() + " See ./demo --help.");
			return CommandLine.ExitCode.USAGE;
		});
		line.setExecutionExceptionHandler((failure, parsed, result) -> {
			line.getErr().println(DemoCommand.explain(failure));
			return CommandLine.ExitCode.SOFTWARE;
		});
		return line;
	}

}
