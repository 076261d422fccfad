package dev.eventpatterns.channelmonitor.publishing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.channelmonitor.ChannelMonitorTopology;
import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.LatestPerChannel;
import dev.eventpatterns.channelmonitor.SampleJson;

/**
 * Publishes samples to the exchange, over a connection of its own: a broker that is short
 * of memory stops reading from connections that publish, and the questions must go on. A
 * sample that cannot be published is replaced by the channel's next one; so samples are
 * neither persistent nor confirmed.
 */
final class SampleExchange implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(SampleExchange.class);

	private static final AMQP.BasicProperties JSON = new AMQP.BasicProperties.Builder().contentType("application/json")
		.deliveryMode(1)
		.type("channel.sample")
		.build();

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final ConnectionFactory factory;

	private final List<Address> addresses;

	private final Duration timeout;

	private final LatestPerChannel outgoing = new LatestPerChannel();

	private final Thread thread = new Thread(this::run, "channel-publisher");

	private volatile @Nullable Connection connection;

	private volatile boolean blocked;

	private boolean failing;

	SampleExchange(ConnectionFactory factory, List<Address> addresses, Duration timeout) {
		this.factory = factory.clone();
		this.factory.setAutomaticRecoveryEnabled(false);
		this.factory.setConnectionTimeout((int) timeout.toMillis());
		this.factory.setHandshakeTimeout((int) timeout.toMillis());
		this.factory.setChannelRpcTimeout((int) timeout.toMillis());
		this.factory.setMetricsCollector(new NoOpMetricsCollector());
		this.addresses = addresses;
		this.timeout = timeout;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/** Never waits. */
	void publish(ChannelSample sample) {
		this.outgoing.put(sample);
	}

	private void run() {
		try {
			while (!this.outgoing.isClosed()) {
				try {
					publishUntilLost();
				}
				catch (IOException | TimeoutException | RuntimeException ex) {
					if (!this.failing && !this.outgoing.isClosed()) {
						log.warn("Cannot publish samples, and tries again: {}", ex.toString());
					}
					this.failing = true;
				}
				abort();
				if (!this.outgoing.isClosed()) {
					Thread.sleep(PAUSE.toMillis());
				}
			}
		}
		catch (InterruptedException ex) {
			abort();
		}
	}

	private void publishUntilLost() throws IOException, TimeoutException, InterruptedException {
		Connection opened = this.factory.newConnection(this.addresses, "channel monitor's samples");
		this.connection = opened;
		this.blocked = false;
		opened.addBlockedListener((reason) -> this.blocked = true, () -> this.blocked = false);
		Channel channel = opened.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		ChannelMonitorTopology.declare(channel);
		if (this.failing) {
			log.info("Publishes samples again");
		}
		this.failing = false;
		while (!this.outgoing.isClosed() && channel.isOpen()) {
			if (this.blocked) {
				Thread.sleep(PAUSE.toMillis());
				continue;
			}
			for (ChannelSample sample : this.outgoing.take(PAUSE)) {
				channel.basicPublish(ChannelMonitorTopology.EXCHANGE, sample.queue(), JSON, SampleJson.write(sample));
			}
		}
	}

	private void abort() {
		Connection old = this.connection;
		this.connection = null;
		if (old != null) {
			old.abort((int) this.timeout.toMillis());
		}
	}

	@Override
	public void close() {
		this.outgoing.close();
		this.thread.interrupt();
		abort();
		try {
			this.thread.join(this.timeout.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
