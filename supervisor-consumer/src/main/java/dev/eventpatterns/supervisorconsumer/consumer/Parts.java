package dev.eventpatterns.supervisorconsumer.consumer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerMeters;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * What an instance has for all its stays.
 *
 * @param instance its name, unlike any other's
 * @param samples what a channel monitor says, null where there is none
 * @param figures how much was done, by queue
 */
record Parts(String instance, SupervisorConsumerProperties properties, OrderWork work, ThreadFactory threads,
		@Nullable ChannelSamples samples, Decisions decisions, SupervisorConsumerMeters meters, JsonMapper json,
		Map<String, WorkFigures> figures) {

	Parts(SupervisorConsumerProperties properties, OrderWork work, ThreadFactory threads,
			@Nullable ChannelSamples samples, Decisions decisions, SupervisorConsumerMeters meters, JsonMapper json) {
		this(newName(), properties, work, threads, samples, decisions, meters, json, new ConcurrentHashMap<>());
	}

	private static String newName() {
		return ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime() & 0xFFFFF, Character.MAX_RADIX);
	}

	ConsumerPool pool(String queue, QueueSession session, Connection connection) {
		return new ConsumerPool(queue, this.instance, session, connection, this.threads, this.work,
				this.figures.computeIfAbsent(queue, (name) -> new WorkFigures()));
	}

	Leader leader(long after, QueueSession session, Connection connection) {
		return new Leader(this.instance, after, this.properties, session, new DepthSource(connection, this.samples),
				this.json, this.meters);
	}

}
