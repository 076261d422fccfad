package dev.eventpatterns.demo.monitor;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.lab.Broker;

/** A consumer that takes the same time for each order, until it hangs. */
final class Desk implements AutoCloseable {

	private static final int PREFETCH = 10;

	private final Connection connection;

	private final Channel channel;

	private final long workNanos;

	private final BlockingQueue<Long> tags = new LinkedBlockingQueue<>();

	private final AtomicLong done = new AtomicLong();

	private final Thread thread = new Thread(this::run, "desk");

	private volatile boolean hanging;

	Desk(Broker broker, String queue, int perSecond) {
		this.workNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
		try {
			this.connection = broker.connectionFactory().newConnection("demo desk");
			this.channel = this.connection.createChannel();
			this.channel.queueDeclare(queue, true, false, false, null);
			this.channel.basicQos(PREFETCH);
			this.channel.basicConsume(queue, false,
					(tag, message) -> this.tags.add(message.getEnvelope().getDeliveryTag()), (tag) -> {
					});
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot consume orders: " + ex.getMessage(), ex);
		}
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		try {
			long due = System.nanoTime();
			while (true) {
				long tag = this.tags.take();
				due = Math.max(due + this.workNanos, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(50));
				LockSupport.parkNanos(due - System.nanoTime());
				while (this.hanging) {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
					if (Thread.interrupted()) {
						return;
					}
				}
				this.channel.basicAck(tag, false);
				this.done.incrementAndGet();
			}
		}
		catch (InterruptedException | IOException | RuntimeException ex) {
			// It was closed, or killed.
		}
	}

	/** From now on it holds what it has, and acknowledges nothing. */
	void hang() {
		this.hanging = true;
	}

	long done() {
		return this.done.get();
	}

	@Override
	public void close() {
		this.thread.interrupt();
		this.connection.abort(1_000);
	}

}
