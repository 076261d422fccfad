package dev.eventpatterns.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a broker accepts AMQP connections.
 */
final class Readiness {

	private static final long PAUSE_MILLIS = 25;

	private static final int PATIENCE_MILLIS = 2_000;

	private Readiness() {
	}

	/**
	 * Tries until a connection opens.
	 * @param address the broker
	 * @param patience how long to try
	 * @param alive gives up early when this is no longer true
	 * @return null when a connection was opened, otherwise why the last attempt failed
	 */
	static @Nullable String await(BrokerAddress address, Duration patience, BooleanSupplier alive) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			String reason = whyNot(address);
			if (reason == null || System.nanoTime() > deadline || !alive.getAsBoolean()) {
				return reason;
			}
			try {
				Thread.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return "interrupted";
			}
		}
	}

	/**
	 * Why the broker does not let us in right now.
	 * @return null when it does
	 */
	static @Nullable String whyNot(BrokerAddress address) {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(address.host());
		factory.setPort(address.port());
		factory.setUsername(address.username());
		factory.setPassword(address.password());
		factory.setVirtualHost(address.virtualHost());
		factory.setConnectionTimeout(PATIENCE_MILLIS);
		factory.setHandshakeTimeout(PATIENCE_MILLIS);
		factory.setAutomaticRecoveryEnabled(false);
		factory.setExceptionHandler(new Silent());
		try (Connection connection = factory.newConnection("rabbit-lab")) {
			return connection.isOpen() ? null : "the connection closed at once";
		}
		catch (IOException | TimeoutException ex) {
			Throwable told = (ex.getMessage() == null && ex.getCause() != null) ? ex.getCause() : ex;
			return String.valueOf(told.getMessage());
		}
	}

	/**
	 * A booting node opens its port and then turns everyone away for a while; the client
	 * would log a warning each time.
	 */
	private static final class Silent extends ForgivingExceptionHandler {

		@Override
		protected void log(String message, Throwable thrown) {
			// The reason is returned instead.
		}

	}

}
