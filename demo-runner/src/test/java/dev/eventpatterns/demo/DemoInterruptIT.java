package dev.eventpatterns.demo;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Ctrl-C in the middle of a run.
 */
class DemoInterruptIT {

	@Test
	@Timeout(300)
	void leavesNothingRunningAfterCtrlC(@TempDir Path folder) throws Exception {
		Process demo = new ProcessBuilder("env", "--default-signal=INT",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Drabbit-lab=" + System.getProperty("rabbit-lab", ""), "-cp", System.getProperty("java.class.path"),
				DemoRunner.class.getName(), "event-forwarding", "--report", folder.resolve("report.html").toString())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = demo.inputReader()) {
			output.lines().filter((line) -> line.startsWith("services")).findFirst();
			List<ProcessHandle> started = demo.descendants().toList();

			new ProcessBuilder("kill", "-s", "INT", String.valueOf(demo.pid())).start().waitFor();

			assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(demo.exitValue()).isEqualTo(130);
			assertThat(started).as("broker and services").hasSizeGreaterThan(6);
			await().atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
			assertThat(output.lines().toList()).contains("Interrupted: closing the broker and the services.")
				.noneMatch((line) -> line.contains("Exception"));
		}
		finally {
			demo.descendants().forEach(ProcessHandle::destroyForcibly);
			demo.destroyForcibly();
		}
	}

}
