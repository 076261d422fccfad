package dev.eventpatterns.watchnotification.service;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Connection;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;
import dev.eventpatterns.watchnotification.WatchNotificationTopology;

/**
 * The service's stay at its queue, on its own broker. Each stay begins with a renewal of
 * the lease: the answer tells what was not heard in between.
 */
@Component
@Profile(Role.SERVICE)
@Import(BrokerConnections.class)
class ServiceLink implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LOOK = Duration.ofSeconds(1);

	private static final int PREFETCH = 20;

	private final BrokerConnections connections;

	private final WatchNotificationProperties properties;

	private final NoticeReader reader;

	private final Registrar registrar;

	private final SessionLoop loop;

	ServiceLink(BrokerConnections connections, WatchNotificationProperties properties, NoticeReader reader,
			Registrar registrar) {
		this.connections = connections;
		this.properties = properties;
		this.reader = reader;
		this.registrar = registrar;
		this.loop = new SessionLoop("notice-reader", this::stay, () -> {
		});
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		Connection connection = this.connections.open("watch-notification service");
		try (QueueSession session = new QueueSession(connection, PATIENCE)) {
			String queue = this.properties.noticesQueue();
			WatchNotificationTopology.declare(connection, queue, this.properties.service().queueLength(),
					this.properties.service().queueExpires());
			session.consume(queue, PREFETCH, (message) -> {
				this.reader.on(message);
				session.acknowledge(message.getEnvelope().getDeliveryTag(), false);
			});
			this.registrar.registerNow();
			session.awaitLoss(LOOK, () -> {
			});
		}
	}

	@Override
	public void start() {
		this.loop.start();
		this.registrar.start();
	}

	@Override
	public void stop() {
		try {
			this.registrar.stop(PATIENCE);
			this.loop.stop(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

}
