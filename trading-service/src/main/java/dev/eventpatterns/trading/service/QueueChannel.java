package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of a {@link QueueSession} to consume on, and to publish on. Delivery tags
 * count by channel, so an ack that covers several deliveries covers those of this
 * channel. Its end is that of the session.
 */
public final class QueueChannel {

	private static final Logger log = LoggerFactory.getLogger(QueueChannel.class);

	private final QueueSession session;

	private final Channel channel;

	private final ConfirmedPublisher publisher;

	QueueChannel(QueueSession session, Channel channel) throws IOException {
		this.session = session;
		this.channel = channel;
		this.publisher = new ConfirmedPublisher(channel, session::breakOff);
	}

	/**
	 * Consumes from a queue. After the session is closed nothing comes through: it would
	 * overtake what is delivered again.
	 * @param queue its name
	 * @param prefetch how many messages may be unacknowledged, 1 to 65,535; 0: any number
	 * @param received told about each message in the order of the queue, by one thread;
	 * what it throws ends the session
	 * @throws IOException if the queue cannot be consumed from
	 */
	public void consume(String queue, int prefetch, Consumer<Delivery> received) throws IOException {
		this.channel.basicQos(prefetch);
		this.channel.basicConsume(queue, false,
				(tag, message) -> this.session.whileOpen(() -> received.accept(message)),
				(tag) -> this.session.breakOff(queue + " is gone"));
		log.debug("Consuming from {}", queue);
	}

	/**
	 * Publishes on this channel, so that who consumes from a queue next does not get a
	 * message before all that was published here is stored or lost. What the broker
	 * refuses, returns or does not confirm in time ends the session, and nothing is
	 * called then.
	 * @param mandatory whether it must reach a queue
	 * @param takenOver called once the broker has it, by a thread of the connection
	 */
	public void publish(String exchange, String routingKey, boolean mandatory, AMQP.BasicProperties properties,
			byte[] body, Runnable takenOver) {
		try {
			this.publisher.publish(exchange, routingKey, mandatory, properties, body, takenOver);
		}
		catch (IOException | RuntimeException ex) {
			// Also what the client refuses to send: it must not end the caller's thread.
			this.session.breakOff("cannot publish: " + ex);
		}
	}

	ConfirmedPublisher publisher() {
		return this.publisher;
	}

	/**
	 * Acknowledges. An ack that comes too late is no fault: the message is delivered
	 * again.
	 * @param tag the delivery tag
	 * @param multiple whether it covers all deliveries before
	 */
	public void acknowledge(long tag, boolean multiple) {
		try {
			this.channel.basicAck(tag, multiple);
		}
		catch (IOException | AlreadyClosedException ex) {
			log.debug("Acknowledgement came too late", ex);
		}
	}

}
