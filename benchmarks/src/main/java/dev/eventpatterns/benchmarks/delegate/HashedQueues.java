package dev.eventpatterns.benchmarks.delegate;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderParser;

/**
 * What a consistent-hash exchange with a single active consumer per queue does: each
 * account's orders go to one of sixteen queues, and each queue is handled in order.
 */
final class HashedQueues implements Contender {

	static final String NAME = "16 hashed queues";

	private static final int QUEUES = 16;

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public List<String> queues() {
		return IntStream.range(0, QUEUES).mapToObj((i) -> "benchmark.hashed." + i).toList();
	}

	@Override
	public int queueOf(String account) {
		return StaticHash.of(account, QUEUES);
	}

	@Override
	public AutoCloseable start(Broker broker, int workers, Consumer<TradeOrder> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(QUEUES);
		ConnectionFactory factory = broker.connectionFactory();
		factory.setSharedExecutor(threads);
		Connection connection = factory.newConnection("hashed queues");
		for (String queue : queues()) {
			Channel channel = connection.createChannel();
			channel.basicQos(PREFETCH / QUEUES);
			channel.basicConsume(queue, false, (tag, message) -> {
				work.accept(TradeOrderParser.parse(message.getBody(), message.getProperties().getContentType()));
				channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
			}, (tag) -> {
			});
		}
		return () -> {
			connection.close();
			threads.shutdownNow();
		};
	}

}
