package dev.eventpatterns.benchmarks.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.BenchFailure;
import dev.eventpatterns.benchmarks.Figures;

/** Durable classic queues in thousands. */
final class ManyQueues {

	private static final int LANES = 8;

	private static final long PATIENCE_SECONDS = 180;

	private final Bench bench;

	private final List<String> names;

	ManyQueues(Bench bench, int count) {
		this.bench = bench;
		this.names = IntStream.range(0, count).mapToObj((i) -> String.format(Locale.ROOT, "many.%05d", i)).toList();
	}

	List<String> names() {
		return this.names;
	}

	void declare() throws Exception {
		each("declaring", (channel, queue) -> channel.queueDeclare(queue, true, false, false, null));
	}

	void delete() throws Exception {
		each("deleting", (channel, queue) -> channel.queueDelete(queue));
	}

	private void each(String what, Work work) throws Exception {
		this.bench.progress().begin(what + " " + Figures.count(this.names.size()) + " queues");
		AtomicInteger done = new AtomicInteger();
		ExecutorService workers = Executors.newFixedThreadPool(LANES);
		try (Connection connection = this.bench.broker().connectionFactory().newConnection("benchmark")) {
			List<Future<?>> running = new ArrayList<>();
			for (int lane = 0; lane < LANES; lane++) {
				int first = lane;
				running.add(workers.submit(() -> {
					try (Channel channel = connection.createChannel()) {
						for (int i = first; i < this.names.size(); i += LANES) {
							work.on(channel, this.names.get(i));
							this.bench.progress().show(Figures.count(done.incrementAndGet()));
						}
					}
					return done;
				}));
			}
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
			for (Future<?> lane : running) {
				lane.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
			}
		}
		catch (TimeoutException ex) {
			throw new BenchFailure("Only " + Figures.count(done.get()) + " of " + Figures.count(this.names.size())
					+ " queues after " + PATIENCE_SECONDS + " s: the machine is too busy for this benchmark.");
		}
		finally {
			workers.shutdownNow();
		}
	}

	/** What is done to each queue. */
	private interface Work {

		void on(Channel channel, String queue) throws Exception;

	}

}
