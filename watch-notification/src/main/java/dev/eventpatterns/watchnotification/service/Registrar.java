package dev.eventpatterns.watchnotification.service;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.RetryPolicy;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.WatchNotificationMeters;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;

/**
 * Registers the service's watches, and renews them three times in a lease. Goes on with
 * back-off while the server is away or refuses. Each answer brings the value as it is, so
 * a notice that was lost is made good here.
 */
@Component
@Profile(Role.SERVICE)
class Registrar {

	private static final Logger log = LoggerFactory.getLogger(Registrar.class);

	/** The queue should be there before notices are sent to it. */
	private static final Duration WAIT_FOR_QUEUE = Duration.ofSeconds(3);

	private static final int RENEWALS_IN_A_LEASE = 3;

	private final WatchNotificationProperties properties;

	private final ConfigServerClient client;

	private final WatchedValues values;

	private final WatchNotificationMeters meters;

	private final RetryPolicy backOff;

	private final String address;

	private final Semaphore now = new Semaphore(0);

	private volatile @Nullable Thread thread;

	private volatile @Nullable String problem = "not registered yet";

	Registrar(WatchNotificationProperties properties, ConfigServerClient client, WatchedValues values,
			WatchNotificationMeters meters, RabbitConnectionDetails broker) {
		this.properties = properties;
		this.client = client;
		this.values = values;
		this.meters = meters;
		this.address = (properties.service().address() != null) ? properties.service().address() : address(broker);
		this.backOff = new RetryPolicy(properties.retry().shortest(), properties.retry().longest(), Integer.MAX_VALUE,
				properties.retry().probe());
	}

	private static String address(RabbitConnectionDetails broker) {
		RabbitConnectionDetails.Address first = broker.getFirstAddress();
		String virtualHost = (broker.getVirtualHost() != null) ? broker.getVirtualHost() : "/";
		return "amqp://" + first.host() + ":" + first.port() + "/"
				+ URLEncoder.encode(virtualHost, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** Why the service is not registered, null where it is. */
	@Nullable String problem() {
		return this.problem;
	}

	/** Registers without waiting for the next renewal. */
	void registerNow() {
		this.now.release();
	}

	void start() {
		Thread started = new Thread(this::run, "registrar");
		this.thread = started;
		started.start();
	}

	private void run() {
		int failures = 0;
		Duration pause = WAIT_FOR_QUEUE;
		try {
			while (this.thread != null) {
				if (this.now.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
					this.now.drainPermits();
				}
				Duration lease = registerAll();
				failures = (lease != null) ? 0 : failures + 1;
				pause = (lease != null) ? lease.dividedBy(RENEWALS_IN_A_LEASE)
						: this.backOff.pause(failures, () -> ThreadLocalRandom.current().nextDouble());
			}
		}
		catch (InterruptedException ex) {
			// Stopping.
		}
	}

	/** The lease, null where not all could be registered. */
	private @Nullable Duration registerAll() throws InterruptedException {
		Duration lease = null;
		for (String key : this.properties.service().keys()) {
			try {
				lease = register(key);
				this.meters.registered("registered");
			}
			catch (IOException | RuntimeException ex) {
				this.meters.registered("failed");
				String reason = String.valueOf(ex.getMessage());
				if (!reason.equals(this.problem)) {
					log.warn("Cannot register at {}, and tries again: {}", this.properties.service().server(), reason);
				}
				this.problem = reason;
				return null;
			}
		}
		this.problem = null;
		return lease;
	}

	private Duration register(String key) throws IOException, InterruptedException {
		long known = this.values.seen(key);
		ConfigServerClient.Answer answer = this.client.register(this.properties.service().name(), key, this.address,
				this.properties.noticesQueue(), (known > 0) ? known : null);
		this.values.onAnswer(answer.value(), answer.missed(), known);
		return answer.lease();
	}

	void stop(Duration patience) throws InterruptedException {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			stopped.interrupt();
			stopped.join(patience.toMillis());
		}
	}

}
