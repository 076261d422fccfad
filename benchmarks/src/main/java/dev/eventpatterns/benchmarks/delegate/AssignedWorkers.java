package dev.eventpatterns.benchmarks.delegate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderParser;

/**
 * One queue and a dispatcher that puts each order into the line of a worker at once: who
 * does it is decided when it comes in, not when somebody has time.
 *
 * @param name how it is called in tables
 * @param choiceOf how a number of workers is chosen from
 */
record AssignedWorkers(String name, IntFunction<WorkerChoice> choiceOf) implements Contender {

	static final String STATIC_HASH = "static hash";

	static final String STICKY = "sticky least-loaded";

	private static final String QUEUE = "benchmark.assigned";

	@Override
	public List<String> queues() {
		return List.of(QUEUE);
	}

	@Override
	public AutoCloseable start(Broker broker, int workers, Consumer<TradeOrder> work) throws Exception {
		WorkerChoice choice = this.choiceOf.apply(workers);
		Connection connection = broker.connectionFactory().newConnection(this.name);
		Channel channel = connection.createChannel();
		channel.basicQos(PREFETCH);
		List<BlockingQueue<Job>> lines = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < workers; i++) {
			BlockingQueue<Job> line = new LinkedBlockingQueue<>();
			lines.add(line);
			threads.add(new Thread(() -> run(line, channel, choice, work), this.name + " " + i));
		}
		threads.forEach(Thread::start);
		channel.basicConsume(QUEUE, false, (tag, message) -> {
			TradeOrder order = TradeOrderParser.parse(message.getBody(), message.getProperties().getContentType());
			lines.get(choice.choose(order.account())).add(new Job(message.getEnvelope().getDeliveryTag(), order));
		}, (tag) -> {
		});
		return () -> {
			threads.forEach(Thread::interrupt);
			connection.close();
		};
	}

	private static void run(BlockingQueue<Job> line, Channel channel, WorkerChoice choice, Consumer<TradeOrder> work) {
		try {
			while (true) {
				Job job = line.take();
				work.accept(job.order());
				choice.done(job.order().account());
				channel.basicAck(job.tag(), false);
			}
		}
		catch (InterruptedException | IOException | AlreadyClosedException ex) {
			// Closed. What is not done shows in the count of orders.
		}
	}

	private record Job(long tag, TradeOrder order) {
	}

}
