package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.rabbitmq.client.Channel;

/**
 * Takes what a queue holds. A consumer gets messages as fast as the broker sends them;
 * asking for one after the other costs a round trip each, which for tens of thousands is
 * most of a minute.
 */
public final class Drain {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private Drain() {
	}

	/**
	 * Takes all that is in a queue now.
	 * @param channel a channel that consumes nothing else meanwhile
	 * @param queue the queue, which no longer grows
	 * @param taker given each body, in the order of the queue
	 * @throws IOException when the broker does not answer, or keeps a message back
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public static void all(Channel channel, String queue, Consumer<byte[]> taker)
			throws IOException, InterruptedException {
		for (long there = channel.messageCount(queue); there > 0; there = channel.messageCount(queue)) {
			if (next(channel, queue, there, PATIENCE, taker) < there) {
				throw new IOException("not all of the " + there + " messages in " + queue + " came within "
						+ PATIENCE.toSeconds() + " s");
			}
		}
	}

	/**
	 * Takes so many messages, and waits for those that are not there yet. What the broker
	 * has sent beyond them is dropped, so they should be all there will be.
	 * @param channel a channel that consumes nothing else meanwhile
	 * @param queue the queue
	 * @param count how many
	 * @param patience how long to wait for the next one; then the rest is left
	 * @param taker given each body, in the order of the queue
	 * @return how many were taken
	 * @throws IOException when the broker does not answer
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public static long next(Channel channel, String queue, long count, Duration patience, Consumer<byte[]> taker)
			throws IOException, InterruptedException {
		BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
		String consumer = channel.basicConsume(queue, true, (tag, message) -> bodies.add(message.getBody()), (tag) -> {
		});
		long taken = 0;
		while (taken < count) {
			byte[] body = bodies.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
			if (body == null) {
				break;
			}
			taker.accept(body);
			taken++;
		}
		channel.basicCancel(consumer);
		return taken;
	}

}
