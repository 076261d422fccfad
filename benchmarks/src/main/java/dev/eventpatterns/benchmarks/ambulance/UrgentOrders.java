package dev.eventpatterns.benchmarks.ambulance;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/** Sends urgent orders, for as long as there are standard ones left. */
final class UrgentOrders implements AutoCloseable {

	private static final int CONFIRM_MILLIS = 30_000;

	private final Arrival arrival;

	private final int limit;

	private final Contender contender;

	private final Workplace workplace;

	private final Channel channel;

	private final Thread thread = new Thread(this::run, "urgent-orders");

	private volatile @Nullable IOException failure;

	private volatile boolean ended;

	UrgentOrders(Arrival arrival, int limit, Contender contender, Workplace workplace, Connection connection)
			throws IOException {
		this.arrival = arrival;
		this.limit = limit;
		this.contender = contender;
		this.workplace = workplace;
		this.channel = connection.createChannel();
		this.channel.confirmSelect();
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		long begin = System.nanoTime();
		try {
			for (int i = 0; i < this.limit && !over(); i++) {
				if (this.arrival == Arrival.ONE_AT_A_TIME) {
					send(i);
					this.workplace.urgentDone().acquire();
				}
				else {
					long due = begin + (long) (i / this.arrival.perSecond() * 1e9);
					for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
						LockSupport.parkNanos(left);
					}
					send(i);
				}
			}
		}
		catch (IOException ex) {
			this.failure = ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.ended = true;
	}

	private boolean over() {
		return this.thread.isInterrupted() || this.workplace.standardDone();
	}

	private void send(int number) throws IOException {
		TradeOrder order = new TradeOrder("urgent-" + number, "URGENT", TradeOrder.Action.PLACE, TradeOrder.Side.SELL,
				"GOOG", BigDecimal.TEN, number + 1);
		byte[] body = TradeOrderMessages.body(order);
		this.workplace.sending("urgent-" + number);
		this.channel.basicPublish("", this.contender.queueFor(true),
				TradeOrderMessages.properties(order, Instant.now(), true)
					.builder()
					.priority(PriorityQueue.URGENT)
					.build(),
				body);
	}

	/** Whether no more will be sent. */
	boolean ended() {
		return this.ended;
	}

	/**
	 * Stops sending. What was sent is in the queue then.
	 * @throws IOException if the broker was lost
	 * @throws TimeoutException if the broker does not confirm
	 */
	@Override
	public void close() throws IOException, InterruptedException, TimeoutException {
		this.thread.interrupt();
		this.thread.join();
		if (this.failure != null) {
			throw this.failure;
		}
		this.channel.waitForConfirms(CONFIRM_MILLIS);
	}

}
