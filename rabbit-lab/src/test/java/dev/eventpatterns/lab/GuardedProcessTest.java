package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class GuardedProcessTest {

	@TempDir
	Path temporary;

	@Test
	void tellsTheExitStatusAndKeepsTheOutput() throws Exception {
		Path output = this.temporary.resolve("out");

		try (GuardedProcess process = GuardedProcess
			.command("sh", "-c", "echo $GREETING from $(pwd); echo oops >&2; exit 3")
			.environment(Map.of("GREETING", "hello"))
			.directory(this.temporary)
			.output(output)
			.start()) {
			assertThat(process.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(3);
			assertThat(process.isAlive()).isFalse();
		}

		assertThat(output).hasContent("hello from " + this.temporary.toRealPath() + "\noops");
	}

	@Test
	void keepsVariablesFromTheCommand() throws Exception {
		Path output = this.temporary.resolve("out");

		try (GuardedProcess process = GuardedProcess.command("sh", "-c", "echo home=$HOME")
			.dropEnvironment("HO")
			.output(output)
			.start()) {
			process.onExit().get(20, TimeUnit.SECONDS);
		}

		assertThat(output).hasContent("home=");
	}

	@Test
	void tellsThatACommandDoesNotExist() throws Exception {
		try (GuardedProcess process = GuardedProcess.command("no-such-command").start()) {
			assertThat(process.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(127);
		}
	}

	@RepeatedTest(5)
	void killsTheCommandAndWhatItHasStarted() throws Exception {
		Path output = this.temporary.resolve("out");
		GuardedProcess process = GuardedProcess.command("sh", "-c", "sleep 300 & echo $!; wait").output(output).start();
		long grandchild = firstNumber(output);

		process.close();

		assertThat(process.isAlive()).isFalse();
		assertThat(state(process.pid())).isIn('-', 'Z');
		await().until(() -> state(grandchild) == '-' || state(grandchild) == 'Z');
	}

	@RepeatedTest(5)
	void keepsTheFolderOfAProcessThatWasClosedInOrder() throws Exception {
		Path folder = Files.createDirectory(this.temporary.resolve("data"));
		GuardedProcess process = GuardedProcess.command("sleep", "300").removeAtEnd(folder).start();

		process.kill();
		process.close();

		await().during(Duration.ofMillis(200)).until(() -> Files.exists(folder));
		assertThat(folder).exists();
	}

	@RepeatedTest(10)
	void freezesAndThaws() {
		try (GuardedProcess process = GuardedProcess.command("sleep", "300").start()) {
			process.freeze();
			await().until(() -> state(process.pid()) == 'T');

			process.thaw();
			await().until(() -> state(process.pid()) == 'S');

			assertThat(process.isAlive()).isTrue();
		}
	}

	@Test
	void letsACommandEndInOrder() throws Exception {
		Path output = this.temporary.resolve("out");
		try (GuardedProcess process = GuardedProcess
			.command("sh", "-c", "trap 'echo bye; exit 0' TERM; echo 1; while :; do sleep 0.05; done")
			.output(output)
			.start()) {
			firstNumber(output);
			process.freeze();

			boolean byItself = process.stop(Duration.ofSeconds(20));

			assertThat(byItself).isTrue();
			assertThat(process.onExit().get()).isZero();
			assertThat(output).content().endsWith("bye\n");
		}
	}

	@Test
	void killsACommandThatDoesNotWantToEnd() throws Exception {
		Path output = this.temporary.resolve("out");
		try (GuardedProcess process = GuardedProcess
			.command("sh", "-c", "trap '' TERM; echo 1; while :; do sleep 0.05; done")
			.output(output)
			.start()) {
			firstNumber(output);

			boolean byItself = process.stop(Duration.ofMillis(200));

			assertThat(byItself).isFalse();
			assertThat(process.onExit().get()).isEqualTo(128 + 9);
		}
	}

	@Test
	void refusesToRemoveARootFolder() {
		assertThatThrownBy(() -> GuardedProcess.command("true").removeAtEnd(Path.of("/home")))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("/home");
	}

	private static long firstNumber(Path output) {
		String text = await().ignoreExceptions().until(() -> Files.readString(output), (found) -> found.contains("\n"));
		return Long.parseLong(text.lines().findFirst().orElseThrow());
	}

	private static char state(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
			return stat.charAt(stat.lastIndexOf(')') + 2);
		}
		catch (IOException ex) {
			return '-';
		}
	}

}
