package dev.eventpatterns.threaddelegate;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the broker at the start whether it can share orders out to partitions: it would be
 * in vain to try again. A broker that is not there is waited for later.
 */
@Component
class PartitionsCheck implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(PartitionsCheck.class);

	private final ThreadDelegateProperties properties;

	private final RabbitConnectionDetails broker;

	private final ConnectionFactory factory;

	private boolean running;

	PartitionsCheck(ThreadDelegateProperties properties, RabbitConnectionDetails broker,
			CachingConnectionFactory connectionFactory) {
		this.properties = properties;
		this.broker = broker;
		this.factory = connectionFactory.getRabbitConnectionFactory().clone();
		this.factory.setAutomaticRecoveryEnabled(false);
	}

	@Override
	public void start() {
		this.running = true;
		if (this.properties.partitions() > 0) {
			try {
				check();
			}
			catch (IOException | TimeoutException | AlreadyClosedException ex) {
				if (isUnknownType(ex)) {
					throw new MissingPluginException(this.properties.partitionHash(), ex);
				}
				log.debug("Cannot ask the broker yet", ex);
			}
		}
	}

	/** Once, on a connection of its own: Spring's admin would try several times. */
	private void check() throws IOException, TimeoutException {
		List<Address> addresses = this.broker.getAddresses()
			.stream()
			.map((address) -> new Address(address.host(), address.port()))
			.toList();
		Connection connection = this.factory.newConnection(addresses, "thread-delegate check");
		try {
			ThreadDelegateTopology.declarePartitioned(connection, this.properties.partitionHash());
		}
		finally {
			connection.abort();
		}
	}

	private static boolean isUnknownType(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (String.valueOf(cause.getMessage()).contains("unknown exchange type")) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before everything else. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
