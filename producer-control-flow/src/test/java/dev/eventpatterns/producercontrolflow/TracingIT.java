package dev.eventpatterns.producercontrolflow;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TraceLab;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.producercontrolflow.FlowFixtures.PATIENCE;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.body;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.port;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.post;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An order's trace, from the request to the consumer. */
@WithRabbitLab
class TracingIT {

	@Test
	void followsEachOrderOfARequestToItsHandling(Broker broker) throws Exception {
		try (TraceLab traces = TraceLab.start();
				ConfigurableApplicationContext both = start(broker.withVirtualHost("traced"), "producer,consumer",
						"management.opentelemetry.tracing.export.otlp.endpoint=" + traces.endpoint(),
						"management.opentelemetry.tracing.export.schedule-delay=100ms")) {
			post(port(both), "application/json", body("T", 2));

			List<TraceLab.Span> requests = await().atMost(PATIENCE)
				.until(() -> named(traces, "http post /orders"), (spans) -> spans.size() == 1);
			List<TraceLab.Span> handled = await().atMost(PATIENCE)
				.until(() -> named(traces, "handle"), (spans) -> spans.size() == 2);
			assertThat(handled).extracting(TraceLab.Span::traceId).containsOnly(requests.get(0).traceId());
		}
	}

	private static List<TraceLab.Span> named(TraceLab traces, String name) {
		return traces.spans().stream().filter((span) -> span.name().equals(name)).toList();
	}

}
