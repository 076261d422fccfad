package dev.eventpatterns.benchmarks.delegate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * One run of one contender: its queues are filled, and then it handles what is in them.
 */
final class Trial {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int CONFIRM_EVERY = 10_000;

	private final Bench bench;

	private final Contender contender;

	private final Scenario scenario;

	Trial(Bench bench, Contender contender, Scenario scenario) {
		this.bench = bench;
		this.contender = contender;
		this.scenario = scenario;
	}

	/**
	 * Runs.
	 * @param work what is done with an order
	 * @param done for how many orders it has been done
	 * @return how many orders are left in the queues
	 */
	long run(Consumer<TradeOrder> work, IntSupplier done) throws Exception {
		try (Connection connection = this.bench.broker().connectionFactory().newConnection("benchmark");
				Channel channel = connection.createChannel()) {
			fill(channel);
			System.gc();
			AutoCloseable running = this.bench.cleanup()
				.add(this.contender.start(this.bench.broker(), this.scenario.workers(), work));
			try {
				awaitEnd(done);
			}
			finally {
				this.bench.cleanup().close(running);
			}
			long left = 0;
			for (String queue : this.contender.queues()) {
				left += left(channel, queue);
				channel.queueDelete(queue);
			}
			return left;
		}
	}

	private void fill(Channel channel) throws IOException, InterruptedException, TimeoutException {
		List<String> queues = this.contender.queues();
		for (String queue : queues) {
			channel.queueDelete(queue);
			channel.queueDeclare(queue, true, false, false, Contender.queueArguments(queue));
		}
		channel.confirmSelect();
		TradeOrderGenerator orders = this.scenario.generator();
		for (int i = 1; i <= this.scenario.orders(); i++) {
			TradeOrder order = orders.next();
			channel.basicPublish("", queues.get(this.contender.queueOf(order.account())),
					TradeOrderMessages.properties(order, Instant.now(), true), TradeOrderMessages.body(order));
			if (i % CONFIRM_EVERY == 0) {
				channel.waitForConfirmsOrDie(PATIENCE.toMillis());
				this.bench.progress().show(Figures.count(i) + " in the queue");
			}
		}
		channel.waitForConfirmsOrDie(PATIENCE.toMillis());
	}

	private void awaitEnd(IntSupplier done) throws InterruptedException {
		int before = 0;
		long moved = System.nanoTime();
		while (before < this.scenario.orders() && System.nanoTime() - moved < PATIENCE.toNanos()) {
			Thread.sleep(50);
			int now = done.getAsInt();
			if (now > before) {
				before = now;
				moved = System.nanoTime();
			}
			this.bench.progress().show(Figures.count(before) + " done");
		}
	}

	/** What was not acknowledged is back in the queue when its consumer is gone. */
	private static long left(Channel channel, String queue) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		AMQP.Queue.DeclareOk state = channel.queueDeclarePassive(queue);
		while (state.getConsumerCount() > 0 && System.nanoTime() < deadline) {
			Thread.sleep(10);
			state = channel.queueDeclarePassive(queue);
		}
		return state.getMessageCount();
	}

}
