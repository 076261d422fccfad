package dev.eventpatterns.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.eventpatterns.demo.report.Table.Tone;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTest {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final AtomicLong clock = new AtomicLong();

	@Test
	void writesTheProgressLineOverAndKeepsWhatWasSaid() {
		Terminal terminal = terminal(true);

		terminal.progress("half");
		terminal.say("done");
		terminal.progress("all");

		assertThat(text()).isEqualTo("half\r    \rdone\nhalf\r    \rall");
	}

	@Test
	void neverWrapsTheProgressLine() {
		terminal(true).progress("x".repeat(200));

		assertThat(text()).isEqualTo("x".repeat(79));
	}

	@Test
	void writesAPlainProgressLineNowAndThenWhereThereIsNoTerminal() {
		Terminal terminal = terminal(false);

		terminal.progress("one");
		this.clock.addAndGet(Duration.ofSeconds(4).toNanos());
		terminal.progress("two");
		terminal.progress("three");

		assertThat(text()).isEqualTo("two\n");
	}

	@Test
	void writesNothingAfterItsLastLine() {
		Terminal terminal = terminal(true);

		terminal.sayLast("the end");
		terminal.say("more");
		terminal.progress("more");

		assertThat(text()).isEqualTo("the end\n");
	}

	@Test
	void leavesFiguresUncolouredUnlessAskedTo() {
		assertThat(terminal(true).paint("0", Tone.GOOD)).isEqualTo("0");
		assertThat(new Terminal(System.out, true, true, this.clock::get).paint("0", Tone.GOOD))
			.isEqualTo("\u001b[1;32m0\u001b[0m");
	}

	private Terminal terminal(boolean live) {
		return new Terminal(new PrintStream(this.written, true, StandardCharsets.UTF_8), live, false, this.clock::get);
	}

	private String text() {
		return this.written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
	}

}
