package dev.eventpatterns.supervisorconsumer.consumer;

import java.io.IOException;
import java.time.Instant;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.supervisorconsumer.Supervision.Depth;

/**
 * How many messages wait in a queue: what a channel monitor says where there is one, or
 * else what the broker says, which is always fresh.
 */
final class DepthSource {

	private static final Logger log = LoggerFactory.getLogger(DepthSource.class);

	private final Connection connection;

	private final @Nullable ChannelSamples samples;

	private @Nullable Channel channel;

	DepthSource(Connection connection, @Nullable ChannelSamples samples) {
		this.connection = connection;
		this.samples = samples;
	}

	/**
	 * Looks.
	 * @return what was seen last, however long ago; null if nothing was
	 */
	@Nullable Depth look(String queue) {
		if (this.samples != null) {
			return this.samples.latest(queue)
				.map((sample) -> new Depth(sample.messagesReady(), sample.consumers(), sample.sampledAt()))
				.orElse(null);
		}
		try {
			Channel asking = this.channel;
			if (asking == null || !asking.isOpen()) {
				asking = this.connection.createChannel();
				this.channel = asking;
			}
			if (asking == null) {
				return null;
			}
			AMQP.Queue.DeclareOk told = asking.queueDeclarePassive(queue);
			return new Depth((long) told.getMessageCount(), told.getConsumerCount(), Instant.now());
		}
		catch (IOException | AlreadyClosedException ex) {
			log.debug("Cannot see {}", queue, ex);
			return null;
		}
	}

}
