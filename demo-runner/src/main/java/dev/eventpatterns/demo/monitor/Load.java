package dev.eventpatterns.demo.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.WireForm;

/** Sends orders at a pace that can be changed. */
final class Load implements AutoCloseable {

	private static final long TICK_MILLIS = 20;

	private final Connection connection;

	private final Channel channel;

	private final String queue;

	private final TradeOrderGenerator orders;

	private final Thread thread = new Thread(this::run, "load");

	private volatile int perSecond;

	private volatile boolean closed;

	Load(Broker broker, String queue, long seed, int perSecond) {
		this.queue = queue;
		this.perSecond = perSecond;
		this.orders = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(seed));
		try {
			this.connection = broker.connectionFactory().newConnection("demo load");
			this.channel = this.connection.createChannel();
			this.channel.queueDeclare(queue, true, false, false, null);
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot send orders: " + ex.getMessage(), ex);
		}
		this.thread.setDaemon(true);
		this.thread.start();
	}

	void pace(int orders) {
		this.perSecond = orders;
	}

	private void run() {
		long last = System.nanoTime();
		double due = 0;
		AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().contentType(WireForm.JSON.contentType())
			.deliveryMode(2)
			.build();
		try {
			while (!this.closed) {
				long now = System.nanoTime();
				due += this.perSecond * (now - last) / 1e9;
				last = now;
				for (; due >= 1; due--) {
					this.channel.basicPublish("", this.queue, properties,
							WireForm.JSON.write(this.orders.next()).getBytes(StandardCharsets.UTF_8));
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
			}
		}
		catch (IOException | RuntimeException ex) {
			// The demo is over, or notices by itself that nothing arrives.
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.connection.abort(1_000);
	}

}
