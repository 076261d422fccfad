package dev.eventpatterns.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class BenchCommandTest {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final StringWriter err = new StringWriter();

	private final CommandLine command = BenchRunner
		.commandLine(new Progress(new PrintStream(this.out, true, StandardCharsets.UTF_8), false))
		.setErr(new PrintWriter(this.err, true));

	@Test
	void listsPatternsAndVariants() {
		int status = this.command.execute("--list");

		assertThat(status).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.contains("event-forwarding: plain, forwarder, shovel, listener, fire-and-forget, store");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = {
			"no-such-pattern; There is no benchmark 'no-such-pattern'. Known: event-forwarding, thread-delegate, ambulance, channel-monitor, supervisor-consumer, producer-control-flow, workflow-processor.",
			"--only no-such-variant; There is no variant 'no-such-variant'. Known: plain, forwarder",
			"--rounds 0; --rounds must be 1 to 100, was 0.", "--messages 999; --messages must be 1,000 to",
			"--queue stream; Invalid value for option '--queue'", "--fast; Unknown option: '--fast'" })
	void answersAMistakeWithOneSentence(String arguments, String sentence) {
		int status = this.command.execute(arguments.split(" "));

		assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
		assertThat(this.err.toString()).contains(sentence).endsWith("See ./bench --help.\n").hasLineCount(1);
	}

}
