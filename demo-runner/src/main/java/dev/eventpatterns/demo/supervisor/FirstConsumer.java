package dev.eventpatterns.demo.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.lab.Broker;

/** Whether anybody consumes from a queue. */
final class FirstConsumer {

	private FirstConsumer() {
	}

	/**
	 * Waits for one.
	 * @throws DemoFailure if there is none in time
	 */
	static void await(Broker broker, String queue, Duration patience) throws InterruptedException {
		try (Connection connection = broker.connectionFactory().newConnection()) {
			long deadline = System.nanoTime() + patience.toNanos();
			while (!isThere(connection, queue)) {
				if (System.nanoTime() > deadline) {
					throw new DemoFailure("Nobody consumes from " + queue + " after " + patience.toSeconds() + " s");
				}
				Thread.sleep(20);
			}
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Lost the broker: " + ex.getMessage(), ex);
		}
	}

	/** A process that says it is ready may not have declared its queue yet. */
	private static boolean isThere(Connection connection, String queue) throws IOException {
		Channel channel = connection.createChannel();
		try {
			return channel.consumerCount(queue) > 0;
		}
		catch (IOException ex) {
			if (connection.isOpen()) {
				return false;
			}
			throw ex;
		}
		finally {
			channel.abort();
		}
	}

}
