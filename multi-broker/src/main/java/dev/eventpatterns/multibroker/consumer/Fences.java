package dev.eventpatterns.multibroker.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.multibroker.ContextLanes;
import dev.eventpatterns.multibroker.FenceRequests;
import dev.eventpatterns.multibroker.broker.FenceMessage;

/**
 * The fences that held orders wait for. One that has not come back is put again, on each
 * new connection and now and then: it does no harm if it comes back twice.
 */
final class Fences implements FenceRequests {

	private static final Logger log = LoggerFactory.getLogger(Fences.class);

	private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

	private final Map<String, Set<FenceMessage>> wanted = new ConcurrentHashMap<>();

	private final String queue;

	Fences(String queue) {
		this.queue = queue;
	}

	@Override
	public void ask(String broker, String context, long before) {
		this.wanted.computeIfAbsent(broker, (name) -> ConcurrentHashMap.newKeySet())
			.add(new FenceMessage(context, before));
	}

	/**
	 * Listens to answers on a channel, and is able to ask on it then.
	 * @param lanes told what came back
	 * @throws IOException if the broker refuses
	 */
	Asking on(String broker, Channel channel, ContextLanes<ReceivedOrder> lanes) throws IOException {
		channel.basicConsume(FenceMessage.REPLIES, true, (tag, answer) -> {
			FenceMessage fence = FenceMessage.of(answer.getProperties());
			if (fence.context() != null) {
				this.wanted.getOrDefault(broker, Set.of()).remove(fence);
				lanes.passed(broker, fence.context(), fence.before());
			}
		}, (tag) -> {
		});
		return new Asking(broker, channel);
	}

	/** What was asked for on one connection. */
	final class Asking {

		private final String broker;

		private final Channel channel;

		private final Map<FenceMessage, Long> askedAt = new ConcurrentHashMap<>();

		private Asking(String broker, Channel channel) {
			this.broker = broker;
			this.channel = channel;
		}

		/** Puts the fences that are wanted and not there. */
		void putMissing() {
			Set<FenceMessage> missing = Fences.this.wanted.getOrDefault(this.broker, Set.of());
			this.askedAt.keySet().retainAll(missing);
			for (FenceMessage fence : missing) {
				long now = System.nanoTime();
				Long before = this.askedAt.put(fence, now);
				if (before != null && now - before < AGAIN_NANOS) {
					this.askedAt.put(fence, before);
					continue;
				}
				try {
					fence.put(this.channel, Fences.this.queue);
				}
				catch (IOException | AlreadyClosedException ex) {
					log.debug("No fence was put at {}", this.broker, ex);
					return;
				}
			}
		}

	}

}
