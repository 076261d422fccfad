package dev.eventpatterns.watchnotification;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/**
 * One queue for each service, on the service's own broker. It holds notices, not orders:
 * a newer one makes older ones worthless, and what is lost comes with the next renewal of
 * the lease. So it is durable and bounded, drops the oldest when it is full, and is gone
 * some time after its service. There is no exchange: the server leaves each notice in the
 * queue itself.
 */
public final class WatchNotificationTopology {

	private WatchNotificationTopology() {
	}

	/**
	 * Declares a service's queue.
	 * @param connection to the service's broker
	 * @param queue its name
	 * @param length how many notices it holds
	 * @param expires after how long without a consumer it is gone
	 * @throws IOException if the broker refuses, for instance because the queue is there
	 * with other arguments
	 */
	public static void declare(Connection connection, String queue, int length, Duration expires) throws IOException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		channel.queueDeclare(queue, true, false, false,
				Map.of("x-max-length", length, "x-overflow", "drop-head", "x-expires", expires.toMillis()));
		channel.abort();
	}

}
