package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/**
 * The real mark: the RabbitMQ client without anything around it. It has a window of
 * confirms, by its prefetch, and no more: no retry, no time-out, no check for unroutable
 * messages, no metrics.
 * <p>
 * The first delivery on a fresh channel is tag 1 and the first message published on one
 * is sequence 1. Each delivery is published once and in order, so a confirm's number is
 * also the tag to acknowledge.
 */
final class PlainClient implements Variant {

	private static final long CLOSE_TIMEOUT_MILLIS = 10_000;

	@Override
	public String name() {
		return "plain";
	}

	@Override
	public AutoCloseable start(Route route) throws Exception {
		Connection reading = route.broker().connectionFactory().newConnection("plain client, reading");
		Connection publishing = route.broker().connectionFactory().newConnection("plain client, publishing");
		Channel in = reading.createChannel();
		Channel out = publishing.createChannel();
		out.confirmSelect();
		out.addConfirmListener(in::basicAck, (sequence, multiple) -> {
			throw new IOException("the broker refused message " + sequence);
		});
		in.basicQos(Route.WINDOW);
		String consumer = in.basicConsume(route.source(), false, (tag, message) -> out.basicPublish(Route.EXCHANGE,
				Route.KEY, message.getProperties(), message.getBody()), (tag) -> {
				});
		return () -> {
			in.basicCancel(consumer);
			// Listeners have been told by then, so that nothing confirmed stays
			// unacknowledged.
			out.waitForConfirms(CLOSE_TIMEOUT_MILLIS);
			reading.close();
			publishing.close();
		};
	}

}
