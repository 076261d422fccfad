package dev.eventpatterns.benchmarks.delegate;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;

/**
 * Looks at nothing and only acknowledges: as fast as a consumer with that prefetch can
 * be.
 *
 * @param name how it is called in tables
 * @param ackEvery how many messages an ack covers
 */
record PlainConsumer(String name, int ackEvery) implements Contender {

	static final String ACK_EACH = "plain, an ack each";

	static final String ACK_MANY = "plain, an ack for 250";

	private static final String QUEUE = "benchmark.plain";

	/** There is no order to do anything with: counts are all that is made of it. */
	private static final TradeOrder UNREAD = new TradeOrder(null, "unread", TradeOrder.Action.PLACE,
			TradeOrder.Side.BUY, "NONE", BigDecimal.ONE, 0);

	@Override
	public List<String> queues() {
		return List.of(QUEUE);
	}

	@Override
	public AutoCloseable start(Broker broker, int workers, Consumer<TradeOrder> work) throws Exception {
		Connection connection = broker.connectionFactory().newConnection("plain consumer");
		Channel channel = connection.createChannel();
		channel.basicQos(PREFETCH);
		AtomicInteger received = new AtomicInteger();
		// One ack after the other: one that comes after one for all closes the channel.
		Object acks = new Object();
		channel.basicConsume(QUEUE, false, (tag, message) -> {
			synchronized (acks) {
				work.accept(UNREAD);
				if (received.incrementAndGet() % this.ackEvery == 0) {
					channel.basicAck(message.getEnvelope().getDeliveryTag(), true);
				}
			}
		}, (tag) -> {
		});
		return () -> {
			synchronized (acks) {
				if (received.get() % this.ackEvery != 0) {
					// Also for the rest that does not fill an ack.
					channel.basicAck(0, true);
				}
			}
			connection.close();
		};
	}

}
