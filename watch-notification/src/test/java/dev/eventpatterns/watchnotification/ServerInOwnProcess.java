package dev.eventpatterns.watchnotification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventpatterns.lab.GuardedProcess;

import static org.awaitility.Awaitility.await;

/** A server that can be killed. */
record ServerInOwnProcess(GuardedProcess process, int port) implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	static ServerInOwnProcess start(Path log, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), WatchNotificationApplication.class.getName(),
						"--spring.profiles.active=config-server", "--server.port=0"));
		command.addAll(arguments);
		GuardedProcess process = GuardedProcess.command(command).output(log).start();
		await().ignoreExceptions()
			.atMost(WatchFixtures.PATIENCE)
			.until(() -> PORT.matcher(Files.readString(log)).find());
		try {
			Matcher port = PORT.matcher(Files.readString(log));
			return new ServerInOwnProcess(process, port.find() ? Integer.parseInt(port.group(1)) : 0);
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
