package dev.eventpatterns.demo.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrderParser;

/**
 * The issue: a consumer that takes every message for an order. One that is none ends it;
 * the broker keeps the message, and the next consumer meets it first.
 */
final class TrustingConsumer {

	static final String QUEUE = "trusting.orders";

	static final int LIVES = 3;

	private final Broker broker;

	private final List<String> deaths = new ArrayList<>();

	private int processed;

	TrustingConsumer(Broker broker) {
		this.broker = broker;
	}

	/** Lets the orders in, and the consumer live and die as often as it is restarted. */
	Result play() {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.confirmSelect();
			for (String order : TextOrders.ALL) {
				channel.basicPublish("", QUEUE, null, order.getBytes(StandardCharsets.UTF_8));
			}
			channel.waitForConfirmsOrDie(10_000);
			for (int life = 0; life < LIVES; life++) {
				live();
			}
			return new Result(this.processed, channel.queueDeclarePassive(QUEUE).getMessageCount(), this.deaths);
		}
		catch (IOException | TimeoutException | InterruptedException ex) {
			throw new DemoFailure("Lost the broker: " + ex.getMessage(), ex);
		}
	}

	private void live() throws IOException, TimeoutException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			for (GetResponse next = channel.basicGet(QUEUE, false); next != null; next = channel.basicGet(QUEUE,
					false)) {
				TradeOrderParser.parse(next.getBody(), null);
				this.processed++;
				channel.basicAck(next.getEnvelope().getDeliveryTag(), false);
			}
		}
		catch (MalformedOrderException ex) {
			this.deaths.add(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * What came of it.
	 *
	 * @param processed orders that were processed
	 * @param left orders that nobody will ever get to
	 * @param deaths why the consumer died, once for each time
	 */
	record Result(int processed, int left, List<String> deaths) {
	}

}
