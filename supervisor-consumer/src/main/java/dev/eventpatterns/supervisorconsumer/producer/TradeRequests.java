package dev.eventpatterns.supervisorconsumer.producer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.supervisorconsumer.PendingReplies;
import dev.eventpatterns.supervisorconsumer.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerMeters;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.supervisorconsumer.TradeReply;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Sends a request and waits for its reply, which the broker passes on without a queue
 * (direct reply-to). A request stays in its queue when nobody waits for it any more: the
 * order is executed all the same, and its reply is dropped and counted.
 */
@Component
@Profile(Role.PRODUCER)
@Import(BrokerConnections.class)
class TradeRequests implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(TradeRequests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String DIRECT_REPLY = "amq.rabbitmq.reply-to";

	private final BrokerConnections connections;

	private final SupervisorConsumerProperties properties;

	private final JsonMapper json;

	private final PendingReplies<TradeReply> pending = new PendingReplies<>();

	private final SessionLoop loop = new SessionLoop("trade-requests", this::stay, this::lost);

	private volatile @Nullable Channel channel;

	TradeRequests(BrokerConnections connections, SupervisorConsumerProperties properties, JsonMapper json,
			SupervisorConsumerMeters meters) {
		this.connections = connections;
		this.properties = properties;
		this.json = json;
		meters.watchReplies(this.pending);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (Connection connection = this.connections.open("supervisor-consumer requests")) {
			Channel opened = connection.createChannel();
			if (opened == null) {
				throw new IOException("the broker grants no further channel");
			}
			opened.addReturnListener(
					(returned) -> this.pending.fail(String.valueOf(returned.getProperties().getCorrelationId()),
							new IOException("no queue " + this.properties.queue().requests() + " is there")));
			opened.basicConsume(DIRECT_REPLY, true, (tag, message) -> replied(message), (tag) -> {
			});
			CountDownLatch lost = new CountDownLatch(1);
			opened.addShutdownListener((cause) -> lost.countDown());
			this.channel = opened;
			lost.await();
		}
	}

	private void lost() {
		this.channel = null;
		this.pending.failAll(new IOException("the broker was lost before the reply came"));
	}

	private void replied(Delivery message) {
		String request = String.valueOf(message.getProperties().getCorrelationId());
		try {
			if (!this.pending.replied(request, this.json.readValue(message.getBody(), TradeReply.class))) {
				log.info("The reply to {} came too late", request);
			}
		}
		catch (JacksonException ex) {
			log.warn("Ignores a reply that it cannot read: {}", ex.getOriginalMessage());
		}
	}

	/**
	 * Has an order executed.
	 * @return what became of it
	 * @throws TimeoutException if there is no reply in time; it may yet be executed
	 * @throws IOException if the broker is not there, or was lost meanwhile
	 * @throws InterruptedException if interrupted while waiting
	 */
	TradeReply execute(TradeOrder order) throws TimeoutException, IOException, InterruptedException {
		Channel open = this.channel;
		if (open == null) {
			throw new IOException("the broker is not there");
		}
		String request = UUID.randomUUID().toString();
		this.pending.expect(request);
		AMQP.BasicProperties message = TradeOrderMessages.properties(order, Instant.now(), true)
			.builder()
			.replyTo(DIRECT_REPLY)
			.correlationId(request)
			.build();
		try {
			synchronized (open) {
				open.basicPublish("", this.properties.queue().requests(), true, message,
						TradeOrderMessages.body(order));
			}
		}
		catch (IOException | RuntimeException ex) {
			this.pending.fail(request, new IOException("the broker is gone: " + ex));
		}
		try {
			return this.pending.await(request, this.properties.replyTimeout());
		}
		catch (IllegalStateException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	@Override
	public void start() {
		this.loop.start();
	}

	@Override
	public void stop() {
		try {
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
