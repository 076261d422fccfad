package dev.eventpatterns.channelmonitor.listening;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.channelmonitor.ChannelMonitorTopology;
import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.channelmonitor.SampleJson;
import dev.eventpatterns.channelmonitor.SampleListeners;

/**
 * Hears of channels from a monitor elsewhere. When the monitor or the broker is away,
 * samples grow old, and nothing else happens; it connects again by itself.
 */
public final class ExchangeChannelSamples implements ChannelSamples, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ExchangeChannelSamples.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final int HEARTBEAT_SECONDS = 5;

	private final ConnectionFactory factory;

	private final List<String> queues;

	private final SampleListeners listeners = new SampleListeners();

	private final Map<String, ChannelSample> latest = new ConcurrentHashMap<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "channel-listener");

	/**
	 * Prepares listening.
	 * @param factory where the broker with the exchange is; it is copied
	 * @param queues the channels to hear of; none stands for all
	 */
	public ExchangeChannelSamples(ConnectionFactory factory, String... queues) {
		this.factory = factory.clone();
		this.factory.setAutomaticRecoveryEnabled(false);
		this.factory.setConnectionTimeout((int) TIMEOUT.toMillis());
		this.factory.setHandshakeTimeout((int) TIMEOUT.toMillis());
		this.factory.setChannelRpcTimeout((int) TIMEOUT.toMillis());
		this.factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
		this.factory.setMetricsCollector(new NoOpMetricsCollector());
		this.queues = List.of(queues);
		this.thread.setDaemon(true);
	}

	/** Starts listening, once. */
	public ExchangeChannelSamples start() {
		this.thread.start();
		return this;
	}

	private void run() {
		long pause = SHORTEST_PAUSE.toMillis();
		boolean failing = false;
		try {
			while (this.closing.getCount() > 0) {
				try {
					Connection connection = this.factory.newConnection("channel monitor's listener");
					try {
						CountDownLatch lost = listen(connection);
						log.info("Listens to the samples of a channel monitor");
						failing = false;
						pause = SHORTEST_PAUSE.toMillis();
						lost.await();
					}
					finally {
						connection.abort((int) TIMEOUT.toMillis());
					}
				}
				catch (IOException | TimeoutException | RuntimeException ex) {
					if (!failing) {
						log.warn("Hears no samples, and tries again: {}", ex.toString());
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

	private CountDownLatch listen(Connection connection) throws IOException {
		CountDownLatch lost = new CountDownLatch(1);
		connection.addShutdownListener((cause) -> lost.countDown());
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		channel.addShutdownListener((cause) -> lost.countDown());
		// A sample that is lost is replaced by the next: nothing has to be acknowledged.
		channel.basicConsume(ChannelMonitorTopology.listen(channel, this.queues), true,
				(tag, message) -> heard(message.getBody()), (tag) -> lost.countDown());
		return lost;
	}

	private void heard(byte[] body) {
		ChannelSample sample;
		try {
			sample = SampleJson.read(body);
		}
		catch (IllegalArgumentException ex) {
			log.warn("Leaves out what is no sample: {}", ex.getMessage());
			return;
		}
		if (sample.gone()) {
			this.latest.remove(sample.queue());
		}
		else {
			this.latest.put(sample.queue(), sample);
		}
		this.listeners.tell(sample);
	}

	@Override
	public Optional<ChannelSample> latest(String queue) {
		return Optional.ofNullable(this.latest.get(queue));
	}

	@Override
	public AutoCloseable onSample(Consumer<ChannelSample> listener) {
		return this.listeners.add(listener);
	}

	/** Ends listening. What was heard can still be read. */
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
