package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.lab.Broker;

/** Puts persistent messages into a queue, confirmed. */
final class Filling {

	private static final int CONFIRM_EVERY = 10_000;

	private static final long CONFIRM_TIMEOUT_MILLIS = 60_000;

	private Filling() {
	}

	/**
	 * Fills a queue.
	 * @param messages how many
	 * @param source gives a message by its number, counted from 0
	 */
	static void fill(Broker broker, String queue, int messages, IntFunction<Content> source, Progress progress)
			throws IOException, TimeoutException, InterruptedException {
		String kind = "fill " + messages;
		progress.begin("filling " + queue);
		try (Connection connection = broker.connectionFactory().newConnection("filling");
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (int i = 0; i < messages; i++) {
				Content content = source.apply(i);
				channel.basicPublish("", queue, content.properties(), content.body());
				if ((i + 1) % CONFIRM_EVERY == 0) {
					channel.waitForConfirmsOrDie(CONFIRM_TIMEOUT_MILLIS);
					progress.show(Figures.count(i + 1));
				}
			}
			channel.waitForConfirmsOrDie(CONFIRM_TIMEOUT_MILLIS);
		}
		progress.end(kind);
	}

	/**
	 * A message.
	 *
	 * @param properties with delivery mode 2
	 * @param body its bytes
	 */
	record Content(AMQP.BasicProperties properties, byte[] body) {

	}

}
