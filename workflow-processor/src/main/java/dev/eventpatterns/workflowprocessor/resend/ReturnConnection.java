package dev.eventpatterns.workflowprocessor.resend;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorTopology;

/** The connection on which events are sent back, one batch at a time. */
@Component
class ReturnConnection {

	private static final Logger log = LoggerFactory.getLogger(ReturnConnection.class);

	private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

	private final BrokerConnections connections;

	private final Duration confirmTimeout;

	private @Nullable Connection connection;

	ReturnConnection(BrokerConnections connections, WorkflowProcessorProperties properties) {
		this.connections = connections;
		this.confirmTimeout = properties.confirmTimeout();
	}

	/**
	 * Makes sure that the broker is there, so that nothing is marked as about to be sent
	 * that cannot be.
	 * @throws BrokerAwayException if it is not
	 */
	synchronized void check() {
		connection();
	}

	private Connection connection() {
		Connection current = this.connection;
		if (current != null && current.isOpen()) {
			return current;
		}
		try {
			current = this.connections.open("workflow-processor resend");
			this.connection = current;
			return current;
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			throw new BrokerAwayException(ex);
		}
	}

	/**
	 * Sends a batch.
	 * @return what became of each
	 */
	synchronized Map<Outgoing, SendResult> send(List<Outgoing> batch) throws InterruptedException {
		Map<Outgoing, SendResult> results = new HashMap<>();
		try {
			Connection current = connection();
			Set<String> missing = missing(current, batch);
			batch.stream()
				.filter((message) -> missing.contains(message.target().exchange()))
				.forEach((message) -> results.put(message,
						SendResult.refused("there is no exchange " + message.target().exchange())));
			List<Outgoing> possible = batch.stream().filter((message) -> !results.containsKey(message)).toList();
			Channel channel = open(current);
			results.putAll(new ConfirmedBatch(channel).send(possible, this.confirmTimeout));
			close(channel, current, results);
		}
		catch (IOException | BrokerAwayException | ShutdownSignalException ex) {
			batch.forEach((message) -> results.putIfAbsent(message,
					SendResult.refused("the broker cannot be reached: " + ex.getMessage())));
		}
		catch (RuntimeException ex) {
			log.warn("Cannot tell what was sent", ex);
			batch.forEach((message) -> results.putIfAbsent(message, SendResult.unknown(String.valueOf(ex))));
		}
		return results;
	}

	private Set<String> missing(Connection current, List<Outgoing> batch) throws IOException {
		Set<String> missing = new HashSet<>();
		for (String exchange : batch.stream()
			.map((message) -> message.target().exchange())
			.collect(Collectors.toSet())) {
			Channel asking = open(current);
			if (!WorkflowProcessorTopology.exists(asking, exchange)) {
				missing.add(exchange);
			}
			asking.abort();
		}
		return missing;
	}

	private static Channel open(Connection connection) throws IOException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		return channel;
	}

	/** A connection that has left something open is not trusted any more. */
	private void close(Channel channel, Connection current, Map<Outgoing, SendResult> results) throws IOException {
		if (results.values().stream().anyMatch((result) -> result.kind() == SendResult.Kind.UNKNOWN)) {
			current.abort(CLOSE_TIMEOUT_MILLIS);
		}
		else {
			channel.abort();
		}
	}

	@PreDestroy
	synchronized void close() {
		if (this.connection != null) {
			this.connection.abort(CLOSE_TIMEOUT_MILLIS);
		}
	}

}
