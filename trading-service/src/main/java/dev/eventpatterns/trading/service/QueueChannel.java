package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.util.function.Consumer;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of a {@link QueueSession} to consume on. Delivery tags count by channel, so
 * an ack that covers several deliveries covers those of this channel. Its end is that of
 * the session.
 */
public final class QueueChannel {

	private static final Logger log = LoggerFactory.getLogger(QueueChannel.class);

	private final QueueSession session;

	private final Channel channel;

	QueueChannel(QueueSession session, Channel channel) {
		this.session = session;
		this.channel = channel;
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
