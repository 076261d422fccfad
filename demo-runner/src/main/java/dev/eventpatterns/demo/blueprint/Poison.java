package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.blueprint.Accepted.Kind;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;

/**
 * Orders that cannot be handled: with a symbol that has got a new name, which a rule
 * knows; with one that nobody knows; and in a form that no consumer can read, which a
 * rule can mend or cannot. Each of an account has followers, which have to wait for it.
 */
final class Poison {

	/** The symbol that has a new name. */
	static final String OLD_NAME = "FB";

	/** Its new name. */
	static final String NEW_NAME = "META";

	private static final String UNKNOWN = "ENRNQ";

	private static final String QUEUE = "blueprint.orders";

	private static final int MENDABLE = 6;

	private static final int HOPELESS = 2;

	private static final int UNREADABLE = 4;

	private static final int FOLLOWERS = 4;

	private final Broker broker;

	private final Callers callers;

	private final Accepted accepted;

	private final String prefix;

	private final Orders orders;

	private final List<String> patients = new ArrayList<>();

	Poison(Broker broker, Callers callers, Accepted accepted, String prefix) {
		this.broker = broker;
		this.callers = callers;
		this.accepted = accepted;
		this.prefix = prefix + "P";
		this.orders = new Orders(this.prefix, 7);
	}

	/** Sends all of them. */
	void spread() {
		for (int i = 1; i <= MENDABLE + HOPELESS; i++) {
			boolean hopeless = i > MENDABLE;
			String account = this.prefix + "-" + i;
			List<TradeOrder> some = new ArrayList<>(
					List.of(this.orders.of(account), this.orders.of(account, hopeless ? UNKNOWN : OLD_NAME)));
			for (int follower = 0; follower < FOLLOWERS; follower++) {
				some.add(this.orders.of(account));
			}
			if (hopeless) {
				this.patients.add(account);
			}
			this.callers.send(some, Kind.DELAYED);
		}
		for (int i = 0; i < UNREADABLE; i++) {
			publish("BUY,AAPL,206 shares");
		}
		publish("sell all that I have");
	}

	/** As a foreign client, past the producer, which would refuse it. */
	private void publish(String text) {
		String id = OrderIds.next();
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			channel.basicPublish("", QUEUE, true,
					new AMQP.BasicProperties.Builder().messageId(id).contentType("text/plain").deliveryMode(2).build(),
					text.getBytes(StandardCharsets.UTF_8));
			channel.waitForConfirmsOrDie(10_000);
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Lost the broker: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.accepted.add(List.of(id), Kind.DELAYED);
	}

	/** Whether all of them have been taken over. */
	boolean isSpread() {
		return this.callers.isIdle();
	}

	/** Accounts that wait for an order that no rule can mend. */
	List<String> patients() {
		return List.copyOf(this.patients);
	}

	/** Nobody waits any more. */
	void treated() {
		this.patients.clear();
	}

}
