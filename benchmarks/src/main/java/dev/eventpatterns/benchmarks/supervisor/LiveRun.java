package dev.eventpatterns.benchmarks.supervisor;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.supervisorconsumer.Course;
import dev.eventpatterns.supervisorconsumer.Trace;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * One set-up under the load. All times are of one clock, and an order's time counts from
 * when it was due, whenever it was really sent.
 */
final class LiveRun {

	/** So long before the load a set-up has to be there. */
	private static final double LEAD = 3;

	private static final long LOOK_NANOS = 50_000_000L;

	private final Bench bench;

	private final SetUp setUp;

	private final Trace trace;

	private final double limit;

	private final Workplace workplace;

	private final List<Course.Moment> moments = new ArrayList<>();

	/**
	 * Prepares a run.
	 * @param limit after how many seconds it ends, whether or not all is done
	 */
	LiveRun(Bench bench, SetUp setUp, Trace trace, double limit) {
		this.bench = bench;
		this.setUp = setUp;
		this.trace = trace;
		this.limit = limit;
		this.workplace = new Workplace(trace.arrivals().length);
	}

	/** Runs. What was not done in the end counts as done then. */
	Course run() throws Exception {
		try (Connection connection = this.bench.broker().connectionFactory().newConnection("benchmark");
				Channel sending = connection.createChannel();
				Channel looking = connection.createChannel()) {
			sending.queueDelete(SetUp.QUEUE);
			sending.queueDeclare(SetUp.QUEUE, true, false, false, OrderTopology.orderQueue(SetUp.QUEUE).getArguments());
			AutoCloseable running = this.bench.cleanup().add(this.setUp.start(this.bench.broker(), this.workplace));
			long begin = System.nanoTime() + (long) (LEAD * 1e9);
			Thread sender = new Thread(() -> send(sending, begin), "sender");
			try {
				sender.start();
				look(looking, begin);
			}
			finally {
				sender.interrupt();
				sender.join();
				this.bench.cleanup().close(running);
				looking.queueDelete(SetUp.QUEUE);
			}
			return course(begin);
		}
	}

	private void send(Channel channel, long begin) {
		try {
			for (int i = 0; i < this.trace.arrivals().length && !Thread.currentThread().isInterrupted(); i++) {
				long due = begin + (long) (this.trace.arrivals()[i] * 1e9);
				for (long left = due - System.nanoTime(); left > 0
						&& !Thread.currentThread().isInterrupted(); left = due - System.nanoTime()) {
					LockSupport.parkNanos(left);
				}
				TradeOrder order = new TradeOrder("o-" + (i + 1), "A-1", TradeOrder.Action.PLACE, TradeOrder.Side.BUY,
						"IBM", BigDecimal.ONE, i + 1);
				channel.basicPublish("", SetUp.QUEUE, TradeOrderMessages.properties(order, Instant.now(), true),
						TradeOrderMessages.body(order));
			}
		}
		catch (IOException ex) {
			// What was not sent is not done, and so is told.
			Thread.currentThread().interrupt();
		}
	}

	private void look(Channel channel, long begin) throws IOException, InterruptedException {
		int all = this.trace.arrivals().length;
		double end = this.trace.duration().toNanos() / 1e9;
		for (long next = begin;; next += LOOK_NANOS) {
			long left = next - System.nanoTime();
			if (left > 0) {
				Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
			}
			AMQP.Queue.DeclareOk seen = channel.queueDeclarePassive(SetUp.QUEUE);
			double at = (System.nanoTime() - begin) / 1e9;
			this.moments.add(new Course.Moment(at, seen.getMessageCount(), seen.getConsumerCount()));
			this.bench.progress()
				.show("%s of %s done, %d consumers".formatted(Figures.count(this.workplace.done()), Figures.count(all),
						seen.getConsumerCount()));
			if (at >= end && (this.workplace.done() >= all || at >= this.limit)) {
				return;
			}
		}
	}

	private Course course(long begin) {
		double end = this.moments.get(this.moments.size() - 1).at();
		List<Course.Message> messages = new ArrayList<>();
		long[] doneAt = this.workplace.doneAt();
		for (int i = 0; i < doneAt.length; i++) {
			double arrived = this.trace.arrivals()[i];
			double done = (doneAt[i] != 0) ? (doneAt[i] - begin) / 1e9 : end;
			messages.add(new Course.Message(arrived, done - arrived));
		}
		return new Course(messages, this.moments, end);
	}

	int undone() {
		return this.trace.arrivals().length - this.workplace.done();
	}

	int again() {
		return this.workplace.again();
	}

}
