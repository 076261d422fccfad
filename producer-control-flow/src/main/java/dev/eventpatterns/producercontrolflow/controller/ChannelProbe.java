package dev.eventpatterns.producercontrolflow.controller;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.channelmonitor.Verdict;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.Role;

/**
 * Looks at the channel: through a channel monitor in this process, where there is one,
 * and else by a question to the broker, which tells depth and consumers and no rates.
 */
@Component
@Profile(Role.CONTROLLER)
class ChannelProbe {

	private final @Nullable ChannelSamples monitor;

	private final String queue;

	private final Duration stale;

	private @Nullable Channel channel;

	ChannelProbe(ObjectProvider<ChannelSamples> monitor, ProducerControlFlowProperties properties) {
		this.monitor = monitor.getIfAvailable();
		this.queue = properties.queue().orders();
		this.stale = properties.signalTtl();
	}

	/**
	 * Takes a sample.
	 * @param connection for the question to the broker
	 * @return empty where there is no answer, or only one that is too old
	 */
	Optional<ChannelSample> sample(Connection connection) {
		if (this.monitor != null) {
			return this.monitor.latest(this.queue)
				.filter((sample) -> sample.sampledAt().plus(this.stale).isAfter(Instant.now()));
		}
		try {
			AMQP.Queue.DeclareOk answer = open(connection).queueDeclarePassive(this.queue);
			return Optional.of(new ChannelSample(this.queue, (long) answer.getMessageCount(), null,
					answer.getConsumerCount(), null, null, null, Verdict.UNKNOWN, "asked the broker", Instant.now()));
		}
		catch (IOException | RuntimeException ex) {
			// No such queue, or no broker: the session finds out which.
			return Optional.empty();
		}
	}

	private Channel open(Connection connection) throws IOException {
		Channel open = this.channel;
		if (open == null || !open.isOpen() || open.getConnection() != connection) {
			open = connection.createChannel();
			if (open == null) {
				throw new IOException("the broker grants no further channel");
			}
			this.channel = open;
		}
		return open;
	}

}
