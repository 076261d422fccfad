package dev.eventpatterns.workflowprocessor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TraceLab;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An order's trace goes on through the inbox, and back to the consumer. */
@WithRabbitLab
class TracingIT {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String SPAN = "b7ad6b7169203331";

	@Test
	void goesOnWithTheTraceOfAnOrderThatFailed(Broker broker) throws Exception {
		Broker own = broker.withVirtualHost("traced");
		try (TraceLab traces = TraceLab.start(); ConfigurableApplicationContext inbox = start(own, traces)) {
			Desk.awaitConsumer(own, "workflow.events");
			try (Desk desk = new Desk(own, "thread-delegate.traced")) {
				desk.handOver(Desk.text("t-1")
					.builder()
					.headers(Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01"))
					.build(), "BUY,AAPL,206 shares", "quantity: must be a plain number");

				GetResponse mended = desk.take();

				assertThat(String.valueOf(mended.getProps().getHeaders().get("traceparent"))).contains(TRACE);
				await().atMost(Desk.PATIENCE).until(() -> !traces.trace(TRACE).isEmpty());
				assertThat(traces.trace(TRACE)).singleElement().satisfies((span) -> {
					assertThat(span.name()).isEqualTo("keep in the inbox");
					assertThat(span.parentId()).isEqualTo(SPAN);
				});
			}
		}
	}

	private static ConfigurableApplicationContext start(Broker broker, TraceLab traces) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:traced;MODE=PostgreSQL",
						"--management.opentelemetry.tracing.export.otlp.endpoint=" + traces.endpoint(),
						"--management.opentelemetry.tracing.export.schedule-delay=100ms"));
		broker.springProperties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(WorkflowProcessorApplication.class).run(arguments.toArray(String[]::new));
	}

}
