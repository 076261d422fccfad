package dev.eventpatterns.demo.multibroker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.demo.report.Section;

/**
 * Gives one broker more than it can carry, then takes in two more, then kills one of the
 * three and starts it again.
 */
public final class MultiBrokerDemo implements Demo {

	static final String NAME = "multi-broker";

	static final String QUESTION = "how do I raise the throughput and capacity of the whole system?";

	private static final Duration PHASE = Duration.ofMillis(3_500);

	private static final Duration FULL_PHASE = Duration.ofSeconds(20);

	private static final Duration START = Duration.ofSeconds(60);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String question() {
		return QUESTION;
	}

	@Override
	public Section play(Stage stage) throws InterruptedException {
		Duration phase = stage.options().full() ? FULL_PHASE : PHASE;
		stage.terminal().step("starting two more brokers, and a service that knows all of them");
		ThreeBrokers brokers = stage.cleanup().add(new ThreeBrokers(stage.broker().withVirtualHost(NAME)));
		brokers.tap();
		URI base = URI.create("http://127.0.0.1:" + Ports.free(1).get(0));
		ServiceProcess service = stage.cleanup()
			.add(new ServiceProcess(NAME, base, command(stage.workspace().application(NAME), base, brokers),
					stage.workspace().newRunFolder(NAME)));
		service.start();
		service.awaitReady(START);
		Watch watch = new Watch(service);
		watch.awaitState("b1", "up", START);
		for (String spare : List.of("b2", "b3")) {
			call("POST", base, spare);
		}
		Callers callers = stage.cleanup().add(new Callers(base));
		watch.begin();
		callers.start();
		stage.terminal().step("one broker, and callers that send all it takes");
		watch.follow(phase, stage.terminal());
		stage.terminal().step("two more are taken in while it runs");
		call("DELETE", base, "b2");
		call("DELETE", base, "b3");
		watch.mark("three brokers");
		watch.follow(phase, stage.terminal());
		stage.terminal().step("one of the three is killed");
		brokers.kill(1);
		watch.mark("b2 is killed");
		watch.follow(phase, stage.terminal());
		stage.terminal().step("it is started again");
		brokers.restart(1);
		watch.mark("b2 is back");
		watch.follow(phase, stage.terminal());
		callers.close();
		long lost = watch.awaitHandled(callers.accepted());
		long outOfOrder = Handled.outOfOrder(brokers.handled());
		service.close();
		brokers.close();
		return new MultiBrokerReport(watch, callers.accepted(), callers.refused(), lost, outOfOrder,
				"./demo " + NAME + (stage.options().full() ? " --full" : ""))
			.section();
	}

	private static List<String> command(Path application, URI base, ThreeBrokers brokers) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xshare:auto", "-jar", application.toString(),
						"--server.address=127.0.0.1", "--server.port=" + base.getPort(),
						"--multi-broker.routing=by-context", "--multi-broker.threads=8", "--multi-broker.window=100",
						"--multi-broker.confirm-timeout=5s", "--multi-broker.probe-interval=200ms"));
		for (int i = 0; i < ThreeBrokers.NAMES.size(); i++) {
			command.add("--multi-broker.brokers[" + i + "].name=" + ThreeBrokers.NAMES.get(i));
			command.add("--multi-broker.brokers[" + i + "].uri=" + brokers.uri(i));
		}
		return command;
	}

	private static void call(String method, URI base, String broker) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(base.resolve("/brokers/" + broker + "/drain"))
			.timeout(START)
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
		try {
			HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() >= 300) {
				throw new DemoFailure(method + " " + request.uri() + " was answered " + response.statusCode() + ": "
						+ response.body());
			}
		}
		catch (IOException ex) {
			throw new DemoFailure("The service does not answer: " + ex.getMessage(), ex);
		}
	}

}
