package dev.eventpatterns.workflowprocessor.inbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorApplication;

/** A service with three users, and messages that fail. */
public final class InboxFixtures {

	public static final Duration PATIENCE = Duration.ofSeconds(60);

	public static final String PASSWORD = "correct horse battery staple";

	private InboxFixtures() {
	}

	/**
	 * Starts the service on a free port, with the operators anna and ben and the viewer
	 * vera.
	 */
	public static ConfigurableApplicationContext service(Broker broker, Path data, Map<String, String> properties) {
		Map<String, String> all = new LinkedHashMap<>(broker.springProperties());
		all.put("server.port", "0");
		all.put("DATA_FOLDER", data.toString());
		for (String name : List.of("anna", "ben", "vera")) {
			all.put("workflow-processor.users." + name + ".password", PASSWORD);
			all.put("workflow-processor.users." + name + ".role", name.equals("vera") ? "viewer" : "operator");
		}
		all.putAll(properties);
		String[] arguments = all.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
		return SpringApplication.run(WorkflowProcessorApplication.class, arguments);
	}

	public static int port(ConfigurableApplicationContext service) {
		return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/** A queue as those of the suite's consumers. */
	public static void declare(Connection connection, String queue) throws Exception {
		try (Channel channel = connection.createChannel()) {
			channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
		}
	}

	/** Hands an event over as a consumer does that could not process it. */
	static void fail(Channel channel, String queue, @Nullable String orderId, byte[] body, String reason)
			throws Exception {
		fail(channel, queue, orderId, body, reason, "dev.eventpatterns.trading.MalformedOrderException");
	}

	static void fail(Channel channel, String queue, @Nullable String orderId, byte[] body, String reason,
			String exception) throws Exception {
		channel.basicPublish("workflow", "workflow.events", failed(queue, orderId, reason, exception), body);
	}

	public static void fail(Connection connection, String queue, @Nullable String orderId, String body, String reason)
			throws Exception {
		try (Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			fail(channel, queue, orderId, body.getBytes(StandardCharsets.UTF_8), reason);
			channel.waitForConfirmsOrDie(30_000);
		}
	}

	private static AMQP.BasicProperties failed(String queue, @Nullable String orderId, String reason,
			String exception) {
		Map<String, Object> headers = new HashMap<>();
		headers.put("x-exception-message", reason);
		headers.put("x-exception-stacktrace", exception + ": " + reason);
		headers.put("x-original-exchange", "");
		headers.put("x-original-routingKey", queue);
		headers.put("context", "A-136");
		return new AMQP.BasicProperties.Builder().messageId(orderId)
			.contentType("text/plain")
			.type("trade.order")
			.deliveryMode(2)
			.headers(headers)
			.build();
	}

}
