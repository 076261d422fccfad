package dev.eventpatterns.eventforwarding.store;

import java.time.Duration;
import java.util.List;

import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.MessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Stores each batch, and holds it for as long as the database, or the workflow queue, is
 * not there: nothing is acknowledged, so nothing more than the prefetched messages
 * arrives, and nothing counts as redelivered. Gives up only when the messages are no
 * longer this consumer's, or the application stops; the broker delivers them again then.
 */
final class StoreListener implements ChannelAwareBatchMessageListener {

	private static final Logger log = LoggerFactory.getLogger(StoreListener.class);

	private final BatchStorer storer;

	private final MessageListenerContainer container;

	StoreListener(BatchStorer storer, MessageListenerContainer container) {
		this.storer = storer;
		this.container = container;
	}

	@Override
	public void onMessageBatch(List<Message> batch, @Nullable Channel channel) {
		RetryPolicy untilStored = RetryPolicy.builder()
			.maxRetries(Long.MAX_VALUE)
			.delay(Duration.ofMillis(100))
			.multiplier(2)
			.maxDelay(Duration.ofSeconds(2))
			.predicate((failure) -> hold(batch, channel, failure))
			.build();
		try {
			new RetryTemplate(untilStored).execute(() -> {
				this.storer.store(batch);
				return batch.size();
			});
		}
		catch (RetryException ex) {
			throw new IllegalStateException("gave up a batch of " + batch.size() + " messages", ex.getCause());
		}
	}

	private boolean hold(List<Message> batch, @Nullable Channel channel, Throwable failure) {
		boolean ours = this.container.isRunning() && channel != null && channel.isOpen();
		log.warn("Store {} {} messages: {}", ours ? "holds" : "gives back", batch.size(),
				NestedExceptionUtils.getMostSpecificCause(failure).toString());
		return ours;
	}

}
