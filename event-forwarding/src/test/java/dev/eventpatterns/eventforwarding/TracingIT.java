package dev.eventpatterns.eventforwarding;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.AMQP;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TraceLab;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.JSON;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.ORDERS;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.WORKFLOW;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.drain;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.header;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.jsonArray;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.orders;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.persistent;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.post;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a request, hop by hop, as its trace tells. */
@WithRabbitLab
class TracingIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void followsARequestsOrdersThroughEveryHop(Broker broker) throws Exception {
		try (TraceLab traces = TraceLab.start();
				ConfigurableApplicationContext hops = start(broker.withVirtualHost("traced"), traces)) {
			assertThat(post(port(hops), JSON, jsonArray(orders(61, 2))).statusCode()).isEqualTo(202);

			await().atMost(PATIENCE).until(() -> named(traces.spans(), "store").size() == 2);
			TraceLab.Span request = named(traces.spans(), "http post /orders").get(0);
			List<TraceLab.Span> trace = traces.trace(request.traceId());
			List<TraceLab.Span> forwarded = named(trace, "forward");
			assertThat(forwarded).hasSize(2).extracting(TraceLab.Span::parentId).containsOnly(request.spanId());
			assertThat(named(trace, "store")).extracting(TraceLab.Span::parentId)
				.containsExactlyInAnyOrderElementsOf(forwarded.stream().map(TraceLab.Span::spanId).toList());
			assertThat(trace).hasSize(5).noneMatch(TraceLab.Span::failed);
		}
	}

	@Test
	void tellsWhichHopFailedAndHandsTheTraceOver(Broker broker) throws Exception {
		Broker own = broker.withVirtualHost("traced-failure");
		String traceId = "0af7651916cd43dd8448eb211c80319c";
		AMQP.BasicProperties properties = persistent(JSON).builder()
			.headers(Map.of("traceparent", "00-" + traceId + "-b7ad6b7169203331-01"))
			.build();
		try (TraceLab traces = TraceLab.start(); ConfigurableApplicationContext hops = start(own, traces)) {
			publish(own, ORDERS, properties, List.of("no order".getBytes(StandardCharsets.UTF_8)));

			await().atMost(PATIENCE).until(() -> traces.trace(traceId).size() == 2);
			List<TraceLab.Span> trace = traces.trace(traceId);
			assertThat(named(trace, "forward").get(0).parentId()).isEqualTo("b7ad6b7169203331");
			assertThat(named(trace, "forward").get(0).failed()).isFalse();
			assertThat(named(trace, "store").get(0).failed()).isTrue();
			assertThat(header(drain(own, WORKFLOW).get(0), "traceparent")).contains(traceId);
		}
	}

	@Test
	void sendsNoTraceUnlessAnEndpointIsGiven(Broker broker) throws Exception {
		Broker own = broker.withVirtualHost("untraced");
		try (ConfigurableApplicationContext intake = start(own, "--spring.profiles.active=intake")) {
			assertThat(intake.getBeansOfType(Tracer.class)).as("spans that nobody asked for").isEmpty();
			assertThat(post(port(intake), JSON, jsonArray(orders(62, 1))).statusCode()).isEqualTo(202);

			assertThat(drain(own, ORDERS)).singleElement()
				.satisfies((message) -> assertThat(message.getProps().getHeaders()).doesNotContainKey("traceparent"));
		}
	}

	private static ConfigurableApplicationContext start(Broker broker, TraceLab traces) {
		return start(broker, "--management.opentelemetry.tracing.export.otlp.endpoint=" + traces.endpoint(),
				"--management.opentelemetry.tracing.export.schedule-delay=100ms");
	}

	private static ConfigurableApplicationContext start(Broker broker, String... more) {
		List<String> arguments = new ArrayList<>(List.of(more));
		arguments.add("--server.port=0");
		arguments.add("--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL");
		broker.springProperties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(EventForwardingApplication.class).run(arguments.toArray(String[]::new));
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static List<TraceLab.Span> named(List<TraceLab.Span> spans, String name) {
		return spans.stream().filter((span) -> span.name().equals(name)).toList();
	}

}
