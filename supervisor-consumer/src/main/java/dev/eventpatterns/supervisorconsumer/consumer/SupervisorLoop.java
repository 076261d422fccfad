package dev.eventpatterns.supervisorconsumer.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.supervisorconsumer.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerMeters;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.supervisorconsumer.WorkReport;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Stays at the queues for as long as the application runs, and waits for a lost broker.
 */
@Component
@Profile(Role.CONSUMER)
class SupervisorLoop implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SupervisorLoop.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BrokerConnections connections;

	private final Parts parts;

	private final SessionLoop loop;

	private volatile @Nullable InstanceStay stay;

	SupervisorLoop(BrokerConnections connections, SupervisorConsumerProperties properties, OrderWork work,
			ThreadFactory consumerThreads, ObjectProvider<ChannelSamples> samples, Decisions decisions,
			SupervisorConsumerMeters meters, JsonMapper json) {
		this.connections = connections;
		this.parts = new Parts(properties, work, consumerThreads, samples.getIfAvailable(), decisions, meters, json);
		this.loop = new SessionLoop("supervisor", this::stay, () -> this.stay = null);
		for (String queue : properties.queue().all()) {
			meters.watch(queue, () -> report(queue), () -> decisions.target(queue));
		}
		meters.watchLeader(() -> isLeader() ? 1 : 0);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		Connection connection = this.connections.open("supervisor-consumer " + instance());
		try (QueueSession session = new QueueSession(connection, this.parts.properties().confirmTimeout());
				InstanceStay begun = new InstanceStay(this.parts, connection, session)) {
			this.stay = begun;
			begun.run();
		}
	}

	/** This instance's name. */
	String instance() {
		return this.parts.instance();
	}

	boolean isLeader() {
		InstanceStay present = this.stay;
		return present != null && present.isLeader();
	}

	/** What this instance has at a queue at this moment. */
	WorkReport report(String queue) {
		InstanceStay present = this.stay;
		return (present != null) ? present.report(queue) : WorkReport.NONE;
	}

	@Override
	public void start() {
		this.loop.start();
	}

	/** Lets the consumers finish while their acks can still go out. */
	@Override
	public void stop() {
		InstanceStay present = this.stay;
		try {
			if (present != null) {
				present.leave();
				long deadline = System.nanoTime() + PATIENCE.toNanos();
				while (!present.isEmpty() && System.nanoTime() < deadline) {
					Thread.sleep(InstanceStay.TURN.toMillis());
				}
				if (!present.isEmpty()) {
					log.warn("Not all orders were finished in time; they will be delivered again");
				}
			}
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
