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
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Application;
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

	/**
	 * Callers that send all they can would take the processor from a broker that starts.
	 */
	private static final Duration CALM = Duration.ofMillis(500);

	private static final Duration START = Duration.ofSeconds(60);

	/** The brokers that are taken in later. */
	private static final List<String> SPARE = List.of("b2", "b3");

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
		stage.terminal().step("starting two more brokers, a producer and a consumer");
		ThreeBrokers brokers = stage.cleanup().add(new ThreeBrokers(stage.broker().withVirtualHost(NAME)));
		brokers.tap();
		Application application = Application.of(stage, NAME);
		Path folder = stage.workspace().newRunFolder(NAME);
		List<Integer> ports = Ports.free(2);
		ServiceProcess producer = start(stage, application, "producer", ports.get(0), brokers::narrowUri, folder);
		ServiceProcess consumer = start(stage, application, "consumer", ports.get(1), brokers::uri, folder);
		producer.awaitReady(START);
		consumer.awaitReady(START);
		Watch watch = new Watch(producer, consumer);
		for (String broker : ThreeBrokers.NAMES) {
			watch.awaitUp(broker, START);
		}
		for (String spare : SPARE) {
			call("POST", producer, spare);
		}
		Callers callers = stage.cleanup().add(new Callers(producer.base()));
		watch.begin();
		callers.start();
		stage.terminal().step("one broker, and callers that send all it takes");
		watch.follow(phase, stage.terminal());
		stage.terminal().step("two more are taken in while it runs");
		for (String spare : SPARE) {
			call("DELETE", producer, spare);
		}
		watch.mark("two more come");
		watch.follow(phase, stage.terminal());
		stage.terminal().step("one of the three is killed");
		brokers.kill(1);
		watch.mark("b2 is killed");
		watch.follow(phase, stage.terminal());
		stage.terminal().step("it is started again, while callers send less");
		watch.mark("it starts again");
		callers.rest(CALM);
		CompletableFuture<Void> start = CompletableFuture.runAsync(() -> brokers.restart(1));
		watch.followUntilUp("b2", START, stage.terminal());
		start.join();
		callers.rest(Duration.ZERO);
		watch.mark("b2 is back");
		watch.follow(phase, stage.terminal());
		callers.close();
		long lost = watch.awaitHandled(callers.accepted());
		long outOfOrder = Handled.outOfOrder(brokers.handled());
		producer.close();
		consumer.close();
		brokers.close();
		return new MultiBrokerReport(watch, callers.accepted(), callers.refused(), lost, outOfOrder,
				"./demo " + NAME + (stage.options().full() ? " --full" : ""))
			.section();
	}

	private static ServiceProcess start(Stage stage, Application application, String role, int port,
			IntFunction<String> uri, Path folder) {
		List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=" + role,
				"--multi-broker.routing=by-context", "--multi-broker.threads=8", "--multi-broker.window=100",
				"--multi-broker.confirm-timeout=5s", "--multi-broker.probe-interval=200ms"));
		for (int i = 0; i < ThreeBrokers.NAMES.size(); i++) {
			arguments.add("--multi-broker.brokers[" + i + "].name=" + ThreeBrokers.NAMES.get(i));
			arguments.add("--multi-broker.brokers[" + i + "].uri=" + uri.apply(i));
		}
		ServiceProcess service = stage.cleanup().add(application.process(NAME + "-" + role, port, folder, arguments));
		service.start();
		return service;
	}

	private static void call(String method, ServiceProcess producer, String broker) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(producer.base().resolve("/brokers/" + broker + "/drain"))
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
