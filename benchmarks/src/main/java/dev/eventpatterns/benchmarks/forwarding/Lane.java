package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.benchmarks.QueueKind;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * Two queues between which messages go back and forth, so that they are put in only once.
 */
final class Lane {

	private static final int BODY_BYTES = 200;

	private final Broker broker;

	private final QueueKind kind;

	private final int messages;

	private String source;

	private String target;

	private boolean filled;

	Lane(Broker broker, QueueKind kind, int messages) {
		this.broker = broker;
		this.kind = kind;
		this.messages = messages;
		this.source = kind.label() + "-" + messages + "-a";
		this.target = kind.label() + "-" + messages + "-b";
	}

	int messages() {
		return this.messages;
	}

	Route route() {
		return new Route(this.broker, this.source, this.target);
	}

	/** Makes the queues, and the exchange that leads to either. */
	void declare() throws IOException, TimeoutException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.exchangeDeclare(Route.EXCHANGE, BuiltinExchangeType.DIRECT, true);
			for (String queue : List.of(this.source, this.target)) {
				Map<String, Object> arguments = (this.kind == QueueKind.QUORUM)
						? OrderTopology.orderQueue(queue).getArguments() : Map.of();
				channel.queueDeclare(queue, true, false, false, arguments);
			}
		}
	}

	/** Removes the queues, and whatever is in them. */
	void delete() throws IOException, TimeoutException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDelete(this.source);
			channel.queueDelete(this.target);
		}
	}

	/** Binds the target, and fills the source where what it held is of no more use. */
	void prepare(Progress progress) throws IOException, TimeoutException, InterruptedException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			if (!this.filled) {
				channel.queuePurge(this.source);
				channel.queuePurge(this.target);
				Filling.fill(this.broker, this.source, this.messages, Lane::message, progress);
				this.filled = true;
			}
			channel.queueBind(this.target, Route.EXCHANGE, Route.KEY);
		}
	}

	/** The way back is next. */
	void turn() throws IOException, TimeoutException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueUnbind(this.target, Route.EXCHANGE, Route.KEY);
		}
		String emptied = this.source;
		this.source = this.target;
		this.target = emptied;
	}

	/** What the queues hold is not as it should be. */
	void spoil() {
		this.filled = false;
	}

	private static Filling.Content message(int number) {
		AMQP.BasicProperties persistent = MessageProperties.MINIMAL_PERSISTENT_BASIC;
		byte[] body = String.format("%0" + BODY_BYTES + "d", number).getBytes(StandardCharsets.US_ASCII);
		return new Filling.Content(persistent, body);
	}

}
