package dev.eventpatterns.workflowprocessor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;

import static org.awaitility.Awaitility.await;

/** The service in a process that can be killed, with its database in a folder. */
record ServiceInOwnProcess(GuardedProcess process, int port) implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	static ServiceInOwnProcess start(Broker broker, Path folder, String log, String... properties) {
		Path file = folder.resolve(log);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), TestService.class.getName(), "--server.port=0",
						"--spring.datasource.url=" + url(folder)));
		Map<String, String> settings = new LinkedHashMap<>(broker.springProperties());
		for (String property : properties) {
			settings.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
		}
		settings.forEach((name, value) -> command.add("--" + name + "=" + value));
		GuardedProcess process = GuardedProcess.command(command).output(file).start();
		await().ignoreExceptions().atMost(Desk.PATIENCE).until(() -> PORT.matcher(Files.readString(file)).find());
		try {
			Matcher port = PORT.matcher(Files.readString(file));
			return new ServiceInOwnProcess(process, port.find() ? Integer.parseInt(port.group(1)) : 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String url(Path folder) {
		return "jdbc:h2:file:" + folder.resolve("store")
				+ ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=0;LOCK_TIMEOUT=10000";
	}

	void kill() {
		this.process.kill();
		await().atMost(Desk.PATIENCE).until(() -> !this.process.isAlive());
	}

	@Override
	public void close() {
		this.process.close();
	}

}
