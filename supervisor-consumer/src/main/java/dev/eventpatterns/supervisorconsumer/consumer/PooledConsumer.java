package dev.eventpatterns.supervisorconsumer.consumer;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;

/**
 * A consumer with a thread of its own. The broker gives it one order at a time, so what
 * it has not in hand another one can have. When it is let go it finishes what it has got:
 * the broker tells it that nothing more comes after its last order, the same way as the
 * order itself.
 */
final class PooledConsumer extends DefaultConsumer implements Runnable {

	private final ConsumerPool pool;

	private final String name;

	/** Its orders, of which there is never more than one, and an end. */
	private final BlockingQueue<Optional<Received>> inbox = new LinkedBlockingQueue<>();

	/**
	 * Since when it has an order in hand, as {@link System#nanoTime()}; 0 if it has not.
	 */
	private volatile long busySince;

	PooledConsumer(ConsumerPool pool, String name, Channel channel) {
		super(channel);
		this.pool = pool;
		this.name = name;
	}

	String name() {
		return this.name;
	}

	/** Whether the broker knows it. */
	boolean isThere() {
		return getConsumerTag() != null;
	}

	/**
	 * Returns when the broker sends it nothing more; what it has got it still handles.
	 */
	void letGo() throws IOException {
		getChannel().basicCancel(getConsumerTag());
	}

	@Override
	public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
		// What waits for the thread to look is in hand already.
		this.busySince = System.nanoTime() | 1;
		this.inbox.add(Optional.of(new Received(new Delivery(envelope, properties, body), Instant.now())));
	}

	@Override
	public void handleCancelOk(String tag) {
		this.inbox.add(Optional.empty());
	}

	@Override
	public void handleCancel(String tag) {
		this.pool.lost("the queue is gone");
	}

	/** Ends it without a word to the broker, which has been lost or is left. */
	void end() {
		this.inbox.add(Optional.empty());
	}

	@Override
	public void run() {
		try {
			getChannel().basicConsume(this.pool.queue(), false, this);
			for (Optional<Received> next = this.inbox.take(); next.isPresent(); next = this.inbox.take()) {
				try {
					this.pool.handle(this, next.get());
				}
				finally {
					this.busySince = 0;
				}
			}
		}
		catch (IOException | AlreadyClosedException ex) {
			this.pool.lost("a consumer cannot start: " + ex);
		}
		catch (InterruptedException ex) {
			// Stopping: what it has in hand is delivered again.
		}
		finally {
			this.pool.ended(this);
		}
	}

	boolean isBusy() {
		return this.busySince != 0;
	}

	boolean isBusySince(long nanos) {
		long since = this.busySince;
		return since != 0 && System.nanoTime() - since > nanos;
	}

	/** An order as it came. */
	record Received(Delivery message, Instant at) {
	}

}
