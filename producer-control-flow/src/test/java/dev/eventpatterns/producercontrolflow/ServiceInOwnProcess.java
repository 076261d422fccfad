package dev.eventpatterns.producercontrolflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;

import static org.awaitility.Awaitility.await;

/** A service that can be killed. */
record ServiceInOwnProcess(GuardedProcess process, int port) implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	static ServiceInOwnProcess start(Broker broker, String role, Path log, String... properties) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), ProducerControlFlowApplication.class.getName(),
						"--spring.profiles.active=" + role, "--server.port=0"));
		broker.springProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
		for (String property : properties) {
			command.add("--" + property);
		}
		GuardedProcess process = GuardedProcess.command(command).output(log).start();
		await().ignoreExceptions()
			.atMost(FlowFixtures.PATIENCE)
			.until(() -> PORT.matcher(Files.readString(log)).find());
		try {
			Matcher port = PORT.matcher(Files.readString(log));
			return new ServiceInOwnProcess(process, port.find() ? Integer.parseInt(port.group(1)) : 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
