package dev.eventpatterns.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class DemoCommandTest {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final StringWriter err = new StringWriter();

	@Test
	void answersAnUnknownPatternWithTheKnownOnes() {
		int status = run("event-forwading");

		assertThat(status).isEqualTo(2);
		assertThat(this.err.toString().strip()).isEqualTo(
				"There is no demo 'event-forwading'. Known: event-forwarding, thread-delegate, ambulance, channel-monitor,"
						+ " supervisor-consumer, producer-control-flow, workflow-processor. See ./demo --help.");
	}

	@Test
	void refusesSizesThatMakeNoSense() {
		assertThat(run("--orders", "5")).isEqualTo(2);
		assertThat(run("--kills", "-1")).isEqualTo(2);
		assertThat(run("--seed", "today")).isEqualTo(2);

		assertThat(this.err.toString()).contains("--orders must be 100 to 10,000,000, was 5.")
			.contains("--kills must be 0 to 1,000, was -1.")
			.contains("'today' is not a long")
			.doesNotContain("Exception");
	}

	@Test
	void refusesAnUnknownOption() {
		assertThat(run("--ful")).isEqualTo(2);

		assertThat(this.err.toString()).contains("--ful").contains("See ./demo --help.");
	}

	@Test
	void listsThePatternsWithTheirQuestions() {
		int status = run("--list");

		assertThat(status).isZero();
		assertThat(this.out.toString()).contains("event-forwarding").contains("no message is lost");
	}

	@Test
	void explainsItselfWithinTheWidthOfATerminal() {
		StringWriter help = new StringWriter();

		DemoRunner.commandLine(new DemoCommand(terminal())).usage(new PrintWriter(help));

		assertThat(help.toString().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80));
		assertThat(help.toString()).contains("--full", "--report", "Exit status: 0");
	}

	@Test
	void tellsAUserWhatWentWrongWithoutAStackTrace() {
		assertThat(DemoCommand.explain(new DemoFailure("Build it first."))).isEqualTo("Build it first.");
		assertThat(DemoCommand.explain(new IllegalStateException("odd")))
			.isEqualTo("The demo failed unexpectedly: java.lang.IllegalStateException: odd");
	}

	private int run(String... args) {
		CommandLine line = DemoRunner.commandLine(new DemoCommand(terminal()));
		return line.setErr(new PrintWriter(this.err, true)).execute(args);
	}

	private Terminal terminal() {
		return new Terminal(new PrintStream(this.out), false, false, System::nanoTime);
	}

}
