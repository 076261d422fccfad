package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What happens when a node does not start, shown with scripts in the place of RabbitMQ's.
 */
class LocalBrokersTest {

	@TempDir
	Path root;

	private final LabOptions options = LabOptions.defaults().logTo((line) -> {
	});

	@BeforeEach
	void installAServerThatCannotStart() throws IOException {
		script("usr/lib/erlang/erts-13.1/bin/epmd", "exec sleep 300");
		script("usr/lib/rabbitmq/lib/rabbitmq_server-3.99.1/sbin/rabbitmq-server",
				"echo BOOT FAILED: no license; echo $HOME; sleep 300 & exit 3");
		for (String plugin : this.options.plugins()) {
			Files.createDirectories(
					this.root.resolve("usr/lib/rabbitmq/lib/rabbitmq_server-3.99.1/plugins/" + plugin + "-3.99.1"));
		}
	}

	@Test
	void showsTheLastLogLinesAndLeavesNothingRunning() {
		BrokerSource source = new InstalledSource(this.root);
		List<Long> before = children();

		assertThatThrownBy(() -> source.start(this.options)).isInstanceOf(BrokerSource.UnavailableException.class)
			.hasMessageContaining("ended with status 3")
			.hasMessageContaining("BOOT FAILED: no license")
			.satisfies((thrown) -> assertThat(homeIn(thrown)).doesNotExist());
		assertThat(children()).containsAll(before).hasSameSizeAs(before);
	}

	@Test
	void findsTheServerWhateverItsVersion() {
		RabbitInstallation installation = RabbitInstallation.below(this.root).orElseThrow();

		assertThat(installation.version()).isEqualTo("3.99.1");
		assertThat(installation.erts()).endsWith(Path.of("erlang/erts-13.1"));
		assertThat(installation.hasPlugin("rabbitmq_prometheus")).isTrue();
		assertThat(installation.hasPlugin("rabbitmq_prom")).isFalse();
	}

	private static Path homeIn(Throwable thrown) {
		List<String> lines = thrown.getMessage().lines().collect(Collectors.toList());
		return Path.of(lines.get(lines.size() - 1));
	}

	private static List<Long> children() {
		return ProcessHandle.current().descendants().map(ProcessHandle::pid).sorted().toList();
	}

	private void script(String name, String text) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "#!/bin/sh\n" + text + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
