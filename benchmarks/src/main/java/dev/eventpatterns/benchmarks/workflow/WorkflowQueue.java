package dev.eventpatterns.benchmarks.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.benchmarks.BenchFailure;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.resend.BulkJob;
import dev.eventpatterns.workflowprocessor.resend.BulkJobs;
import dev.eventpatterns.workflowprocessor.store.EventQuery;
import dev.eventpatterns.workflowprocessor.store.Groups;

/** Fills the workflow queue, and lets an inbox empty it. */
final class WorkflowQueue {

	private static final String QUEUE = "workflow.events";

	private static final String BACK = "benchmark.orders";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Broker broker;

	WorkflowQueue(Broker broker) {
		this.broker = broker;
	}

	/** Stores events that wait in the queue. */
	Round store(int events, int perCommit) throws Exception {
		fill(events);
		try (Inbox inbox = Inbox.start(this.broker, perCommit)) {
			Groups groups = inbox.get(Groups.class);
			long before = await(groups, 1);
			long begin = System.nanoTime();
			await(groups, events);
			return new Round(events - before, Duration.ofNanos(System.nanoTime() - begin), Optional.empty());
		}
	}

	/** Sends back events that are stored. */
	Round sendBack(int events) throws Exception {
		fill(events);
		try (Inbox inbox = Inbox.start(this.broker, 500)) {
			await(inbox.get(Groups.class), events);
			long begin = System.nanoTime();
			BulkJob job = inbox.get(BulkJobs.class)
				.resend(EventQuery.of(null, List.of(EventState.WAITING), null), "benchmark");
			while (job.progress().done() + job.progress().failed() < events && running(job)) {
				Thread.sleep(5);
			}
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			BulkJob.Progress end = job.progress();
			return new Round(events, took,
					(end.done() == events) ? Optional.empty() : Optional.of("only " + end.done() + " were sent back"));
		}
		finally {
			onChannel((channel) -> channel.queuePurge(BACK));
		}
	}

	private static boolean running(BulkJob job) {
		BulkJob.State state = job.progress().state();
		return state == BulkJob.State.QUEUED || state == BulkJob.State.RUNNING;
	}

	private static long await(Groups groups, long atLeast) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			long stored = groups.waiting();
			if (stored >= atLeast) {
				return stored;
			}
			if (System.nanoTime() > deadline) {
				throw new BenchFailure("Only " + stored + " of " + atLeast + " events were stored.");
			}
			Thread.sleep(5);
		}
	}

	private void fill(int events) throws Exception {
		onChannel((channel) -> {
			channel.exchangeDeclare("workflow", "direct", true);
			channel.queueDeclare(QUEUE, true, false, false,
					Map.of("x-queue-type", "quorum", "x-delivery-limit", 1_000_000));
			channel.queueBind(QUEUE, "workflow", QUEUE);
			channel.queuePurge(QUEUE);
			channel.queueDeclare(BACK, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.confirmSelect();
			for (int i = 0; i < events; i++) {
				channel.basicPublish("workflow", QUEUE, properties(i),
						("BUY;AAPL;" + i + ";a line that no rule can mend").getBytes(StandardCharsets.UTF_8));
			}
			channel.waitForConfirmsOrDie(PATIENCE.toMillis());
		});
	}

	private static AMQP.BasicProperties properties(int i) {
		Map<String, Object> headers = Map.of("x-original-exchange", "", "x-original-routingKey", BACK,
				"x-exception-message", "body: is in none of the text forms, was 'x" + i + "'", "x-exception-stacktrace",
				"dev.eventpatterns.trading.MalformedOrderException");
		return new AMQP.BasicProperties.Builder().messageId("benchmark-" + System.nanoTime() + "-" + i)
			.contentType("text/plain")
			.deliveryMode(2)
			.headers(headers)
			.build();
	}

	private void onChannel(Work work) throws Exception {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			work.on(channel);
		}
	}

	private interface Work {

		void on(Channel channel) throws IOException, InterruptedException, TimeoutException;

	}

}
