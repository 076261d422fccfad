package dev.eventpatterns.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GuardIT {

	@TempDir
	Path temporary;

	@Test
	void leavesNoProcessAndNoFolderWhenItsJvmIsKilled() throws Exception {
		Process jvm = startLab();
		try (BufferedReader output = jvm.inputReader()) {
			String uri = output.readLine();
			List<ProcessHandle> started = jvm.descendants().toList();
			List<Path> folders = content();

			jvm.destroyForcibly();

			assertThat(uri).startsWith("amqp://");
			// The node, its epmd, both their guards, and what Erlang starts beside
			// itself.
			assertThat(started).hasSizeGreaterThanOrEqualTo(6);
			assertThat(folders).isNotEmpty();
			await().atMost(Duration.ofSeconds(30)).until(() -> started.stream().noneMatch(GuardIT::runs));
			await().atMost(Duration.ofSeconds(30)).until(() -> content().isEmpty());
		}
	}

	@Test
	void leavesNothingAfterAnInterruptFromTheTerminal() throws Exception {
		Process jvm = startLab();
		try (BufferedReader output = jvm.inputReader()) {
			output.readLine();
			List<ProcessHandle> started = jvm.descendants().toList();

			Signals.send("INT", String.valueOf(jvm.pid()));

			assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(started).hasSizeGreaterThanOrEqualTo(6);
			await().atMost(Duration.ofSeconds(30)).until(() -> started.stream().noneMatch(GuardIT::runs));
			assertThat(content()).isEmpty();
		}
	}

	@Test
	void leavesNothingWhenItsCommandHasEnded() throws Exception {
		Process jvm = startLab("--", "sh", "-c", "echo $RABBIT_LAB_URI; exit 7");

		try (BufferedReader output = jvm.inputReader()) {
			assertThat(output.readLine()).startsWith("amqp://");
			assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}

		assertThat(jvm.exitValue()).isEqualTo(7);
		assertThat(content()).isEmpty();
	}

	private Process startLab(String... arguments) throws Exception {
		// A shell that starts a build in the background makes it ignore interrupts.
		List<String> line = new ArrayList<>(
				List.of("env", "--default-signal=INT", ProcessHandle.current().info().command().orElseThrow(),
						"-Djava.io.tmpdir=" + this.temporary, "-XX:-UsePerfData", "-cp",
						System.getProperty("java.class.path"), RabbitLabMain.class.getName(), "--source", "local"));
		line.addAll(List.of(arguments));
		return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	private List<Path> content() throws Exception {
		try (Stream<Path> files = Files.list(this.temporary)) {
			return files.toList();
		}
	}

	/**
	 * In a container whose first process reaps nobody, the dead remain as zombies.
	 */
	private static boolean runs(ProcessHandle process) {
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
			return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
		}
		catch (IOException ex) {
			return false;
		}
	}

}
