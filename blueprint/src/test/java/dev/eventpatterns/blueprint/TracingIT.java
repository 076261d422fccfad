package dev.eventpatterns.blueprint;

import java.nio.file.Path;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TraceLab;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.blueprint.BlueprintFixtures.PATIENCE;
import static dev.eventpatterns.blueprint.BlueprintFixtures.order;
import static dev.eventpatterns.blueprint.BlueprintFixtures.port;
import static dev.eventpatterns.blueprint.BlueprintFixtures.post;
import static dev.eventpatterns.blueprint.BlueprintFixtures.takeFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a request's orders, as its trace tells. */
@WithRabbitLab
@ExtendWith(OutputCaptureExtension.class)
class TracingIT {

	@Test
	void followsOrdersThroughTheBufferAndTheUrgentLaneToTheBooks(Broker broker, @TempDir Path folder,
			CapturedOutput output) throws Exception {
		Broker own = broker.withVirtualHost("traced");
		try (TraceLab traces = TraceLab.start();
				ConfigurableApplicationContext blueprint = start(own, traces, folder)) {
			int port = port(blueprint);
			post(port, "/orders", List.of(order("t-1", "T-1", "IBM", 1), order("t-2", "T-2", "GONE", 1)));
			post(port, "/orders?lane=urgent", List.of(order("t-3", "T-3", "IBM", 1)));

			List<TraceLab.Span> handled = await().atMost(PATIENCE)
				.until(() -> named(traces, "handle"), (spans) -> spans.size() == 3);
			assertThat(handled).filteredOn(TraceLab.Span::failed).as("t-2, and its retry").hasSize(2);
			List<TraceLab.Span> urgent = await().atMost(PATIENCE)
				.until(() -> named(traces, "handle urgent"), (spans) -> spans.size() == 1);
			TraceLab.Span request = requestOf(traces, handled.get(0));
			assertThat(handled).extracting(TraceLab.Span::parentId).containsOnly(request.spanId());
			assertThat(urgent.get(0).parentId()).isEqualTo(requestOf(traces, urgent.get(0)).spanId());
			assertThat(takeFailed(own)).singleElement()
				.satisfies((message) -> assertThat(message.getProps().getHeaders().get("traceparent")).asString()
					.contains(request.traceId()));
			assertThat(
					output.toString().lines().filter((line) -> line.contains("t-2 of T-2 goes to the workflow queue")))
				.singleElement()
				.satisfies((line) -> assertThat((Object) JsonPath.read(line, "$.orderId")).isEqualTo("t-2"))
				.satisfies(
						(line) -> assertThat((Object) JsonPath.read(line, "$.traceId")).isEqualTo(request.traceId()));
		}
	}

	private static ConfigurableApplicationContext start(Broker broker, TraceLab traces, Path folder) {
		return BlueprintFixtures.start(BlueprintApplication.class, broker, "--blueprint.symbols=IBM",
				"--spring.datasource.url=jdbc:h2:mem:traced;MODE=PostgreSQL", "--thread-delegate.retry.max-retries=1",
				"--producer-control-flow.buffer.folder=" + folder.resolve("buffer"),
				"--management.opentelemetry.tracing.export.otlp.endpoint=" + traces.endpoint(),
				"--logging.structured.format.console=ecs",
				"--management.opentelemetry.tracing.export.schedule-delay=100ms");
	}

	/** Requests end when they are answered, in any order. */
	private static TraceLab.Span requestOf(TraceLab traces, TraceLab.Span handled) {
		return await().atMost(PATIENCE)
			.until(() -> named(traces, "http post /orders").stream()
				.filter((request) -> request.traceId().equals(handled.traceId()))
				.toList(), (requests) -> requests.size() == 1)
			.get(0);
	}

	private static List<TraceLab.Span> named(TraceLab traces, String name) {
		return traces.spans().stream().filter((span) -> span.name().equals(name)).toList();
	}

}
