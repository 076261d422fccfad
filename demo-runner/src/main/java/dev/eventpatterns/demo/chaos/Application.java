package dev.eventpatterns.demo.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.lab.Broker;

/**
 * A module's application, prepared for a fast start in as many processes as a demo wants.
 */
public final class Application {

	private final FastStart start;

	private Application(FastStart start) {
		this.start = start;
	}

	/**
	 * Takes what is prepared, or prepares it: the first demo after a build takes some
	 * seconds longer.
	 * @param stage where the demo plays
	 * @param module the module's name
	 * @return the application
	 * @throws dev.eventpatterns.demo.DemoFailure when it has not been built, or does not
	 * start up
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public static Application of(Stage stage, String module) throws InterruptedException {
		Broker broker = stage.broker().withVirtualHost("training-" + module);
		return new Application(FastStart.of(stage.workspace().application(module), stage.workspace().output(),
				new StartOnly(broker, Ports.free(1).get(0)),
				() -> stage.terminal().step("preparing a fast start, once after each build")));
	}

	/**
	 * Prepares a process; it is not started yet.
	 * @param name names the process and the file of its output
	 * @param broker where its queues are
	 * @param port where it answers, on loopback
	 * @param folder where it runs
	 * @param arguments its properties
	 * @return the process
	 */
	public ServiceProcess process(String name, Broker broker, int port, Path folder, List<String> arguments) {
		List<String> all = arguments(broker, port);
		all.addAll(arguments);
		return new ServiceProcess(name, base(port), this.start.command(all), folder);
	}

	private static List<String> arguments(Broker broker, int port) {
		List<String> arguments = new ArrayList<>(List.of("--server.address=127.0.0.1", "--server.port=" + port));
		broker.springProperties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
		return arguments;
	}

	private static URI base(int port) {
		return URI.create("http://127.0.0.1:" + port);
	}

	/** Most of what is loaded is loaded until the application is ready. */
	private record StartOnly(Broker broker, int port) implements Training {

		@Override
		public List<String> arguments() {
			return Application.arguments(this.broker, this.port);
		}

		@Override
		public URI base() {
			return Application.base(this.port);
		}

		@Override
		public void exercise(ServiceProcess service) {
			// It has started, and there is no more to it.
		}

	}

}
