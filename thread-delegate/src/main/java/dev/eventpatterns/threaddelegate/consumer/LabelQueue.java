package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.threaddelegate.SidingLabel;
import dev.eventpatterns.threaddelegate.SidingLabels;
import dev.eventpatterns.trading.service.QueueChannel;
import dev.eventpatterns.trading.service.QueueSession;

/** The queue that says whose orders are in the sidings, during one stay. */
final class LabelQueue {

	private static final Logger log = LoggerFactory.getLogger(LabelQueue.class);

	/** As many as there are: none may be kept back. */
	private static final int ALL = 0;

	private final String name;

	private final SidingPublisher publisher;

	private final QueueChannel channel;

	private final SidingLabels labels;

	private final CompletableFuture<List<SidingLabel>> found = new CompletableFuture<>();

	LabelQueue(QueueSession queues, String name, SidingPublisher publisher, String probe) throws IOException {
		this.name = name;
		this.publisher = publisher;
		this.channel = queues.furtherChannel();
		this.labels = new SidingLabels(probe,
				(text) -> publisher.publish(this.channel, name, SidingMessages.probe(text)),
				(tag) -> this.channel.acknowledge(tag, false));
	}

	/** Learns whose the sidings are; nothing else may be consumed before that. */
	CompletableFuture<List<SidingLabel>> read() throws IOException {
		this.channel.consume(this.name, ALL, this::received);
		this.labels.start();
		return this.found;
	}

	private void received(Delivery message) {
		long tag = message.getEnvelope().getDeliveryTag();
		SidingLabel label = SidingMessages.label(message);
		String probe = SidingMessages.probe(message);
		if (label != null) {
			this.labels.label(tag, label);
		}
		else if (probe != null) {
			List<SidingLabel> inUse = this.labels.probe(tag, probe);
			if (inUse != null) {
				this.found.complete(inUse);
			}
		}
		else {
			log.warn("Dropped what is no label from {}", this.name);
			this.channel.acknowledge(tag, false);
		}
	}

	/**
	 * Stores a label.
	 * @param stored called once it is there
	 */
	void store(SidingLabel label, Runnable stored) {
		this.labels.add(label);
		this.publisher.publish(this.channel, this.name, SidingMessages.label(label), stored);
	}

	void remove(SidingLabel label) {
		this.labels.remove(label.opening());
	}

}
