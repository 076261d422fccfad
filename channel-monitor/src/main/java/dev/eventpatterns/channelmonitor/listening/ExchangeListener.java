package dev.eventpatterns.channelmonitor.listening;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what an exchange tells, in a queue that ends with its connection. When the broker
 * is away, nothing is heard; it connects again by itself, with pauses that grow. What is
 * told meanwhile is missed: this is for what the next message makes up for, or what a
 * person merely looks at.
 */
public final class ExchangeListener implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ExchangeListener.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final int HEARTBEAT_SECONDS = 5;

	private final ConnectionFactory factory;

	private final List<Address> addresses;

	private final String what;

	private final Declaring declaring;

	private final Consumer<byte[]> heard;

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Thread thread;

	private volatile boolean listening;

	private Consumer<Boolean> changed = (listens) -> {
	};

	/**
	 * Prepares listening.
	 * @param factory where the broker with the exchange is; it is copied
	 * @param addresses where the broker is; none stands for the factory's own
	 * @param what is heard, for the log and the connection's name, such as "samples"
	 * @param declaring declares and binds the queue, each time anew
	 * @param heard told of each message, on a thread of the connection; what it throws is
	 * logged, and the message is left out
	 */
	public ExchangeListener(ConnectionFactory factory, List<Address> addresses, String what, Declaring declaring,
			Consumer<byte[]> heard) {
		this.factory = factory.clone();
		this.factory.setAutomaticRecoveryEnabled(false);
		this.factory.setConnectionTimeout((int) TIMEOUT.toMillis());
		this.factory.setHandshakeTimeout((int) TIMEOUT.toMillis());
		this.factory.setChannelRpcTimeout((int) TIMEOUT.toMillis());
		this.factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
		this.factory.setMetricsCollector(new NoOpMetricsCollector());
		this.addresses = addresses;
		this.what = what;
		this.declaring = declaring;
		this.heard = heard;
		this.thread = new Thread(this::run, "channel-listener-" + what);
		this.thread.setDaemon(true);
	}

	/** Declares what is listened to. */
	@FunctionalInterface
	public interface Declaring {

		/**
		 * Declares a queue and binds it.
		 * @return the queue's name
		 * @throws IOException if the broker refuses
		 */
		String queue(Channel channel) throws IOException;

	}

	/**
	 * Tells somebody when it begins and ceases to hear.
	 * @param listener is to be named before the start
	 * @return this
	 */
	public ExchangeListener onChange(Consumer<Boolean> listener) {
		this.changed = listener;
		return this;
	}

	/** Starts listening, once. */
	public void start() {
		this.thread.start();
	}

	/** Whether there is a queue in which messages arrive. */
	public boolean isListening() {
		return this.listening;
	}

	private void run() {
		long pause = SHORTEST_PAUSE.toMillis();
		boolean failing = false;
		try {
			while (this.closing.getCount() > 0) {
				try {
					Connection connection = connect();
					try {
						CountDownLatch lost = listen(connection);
						log.info("Listens to {}", this.what);
						failing = false;
						pause = SHORTEST_PAUSE.toMillis();
						become(true);
						lost.await();
					}
					finally {
						become(false);
						connection.abort((int) TIMEOUT.toMillis());
					}
				}
				catch (IOException | TimeoutException | RuntimeException ex) {
					if (!failing) {
						log.warn("Hears no {}, and tries again: {}", this.what, ex.toString());
					}
					failing = true;
				}
				this.closing.await(pause, TimeUnit.MILLISECONDS);
				pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
	}

	private void become(boolean listens) {
		if (this.listening != listens) {
			this.listening = listens;
			this.changed.accept(listens);
		}
	}

	private Connection connect() throws IOException, TimeoutException {
		String name = "channel monitor listens to " + this.what;
		return this.addresses.isEmpty() ? this.factory.newConnection(name)
				: this.factory.newConnection(this.addresses, name);
	}

	private CountDownLatch listen(Connection connection) throws IOException {
		CountDownLatch lost = new CountDownLatch(1);
		connection.addShutdownListener((cause) -> lost.countDown());
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		channel.addShutdownListener((cause) -> lost.countDown());
		channel.basicConsume(this.declaring.queue(channel), true, (tag, message) -> tell(message.getBody()),
				(tag) -> lost.countDown());
		return lost;
	}

	private void tell(byte[] body) {
		try {
			this.heard.accept(body);
		}
		catch (RuntimeException ex) {
			// Would close the channel otherwise.
			log.warn("Leaves out one of the {}", this.what, ex);
		}
	}

	/** Ends listening. */
	@Override
	public void close() {
		this.closing.countDown();
		this.thread.interrupt();
		try {
			this.thread.join(TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
