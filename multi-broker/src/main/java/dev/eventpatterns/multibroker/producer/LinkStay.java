package dev.eventpatterns.multibroker.producer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.multibroker.BrokerHealth;
import dev.eventpatterns.multibroker.BrokerState;
import dev.eventpatterns.multibroker.Dispatcher;
import dev.eventpatterns.multibroker.Fleet;
import dev.eventpatterns.multibroker.MultiBrokerMeters;
import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.Parcel;
import dev.eventpatterns.multibroker.broker.BrokerConnection;
import dev.eventpatterns.multibroker.broker.FenceMessage;
import dev.eventpatterns.multibroker.broker.OrderHeaders;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * One connection to one broker: publishes without waiting, and tells the dispatcher what
 * is confirmed. It breaks once: on a message that is returned, refused or overdue, for an
 * alarm or whatever reason, or when the connection is lost.
 */
final class LinkStay implements AutoCloseable {

	private static final int BATCH = 100;

	private static final Duration PATIENCE = Duration.ofMillis(50);

	private static final long DEPTH_INTERVAL_NANOS = 500_000_000;

	private final String broker;

	private final BrokerConnection connection;

	private final Dispatcher dispatcher;

	private final MultiBrokerProperties properties;

	private final MultiBrokerMeters.Sending meters;

	private final Channel channel;

	private final Channel asking;

	private final ConcurrentNavigableMap<Long, Sent> unconfirmed = new ConcurrentSkipListMap<>();

	private final AtomicBoolean broken = new AtomicBoolean();

	/** Orders ready in the queue; -1: not known. */
	private volatile long depth = -1;

	LinkStay(String broker, BrokerConnection connection, Dispatcher dispatcher, MultiBrokerProperties properties,
			MultiBrokerMeters.Sending meters) throws IOException {
		this.broker = broker;
		this.connection = connection;
		this.dispatcher = dispatcher;
		this.properties = properties;
		this.meters = meters;
		try {
			this.channel = connection.channel();
			this.asking = connection.channel();
			listen();
		}
		catch (IOException | RuntimeException ex) {
			connection.sever();
			throw ex;
		}
	}

	private void listen() throws IOException {
		this.channel.addShutdownListener((cause) -> breakOff("the connection is lost"));
		this.asking.addShutdownListener((cause) -> breakOff("the connection is lost"));
		this.channel.addReturnListener((returned) -> breakOff("its queue is gone: " + returned.getReplyText()));
		this.channel.addConfirmListener(this::confirmed,
				(sequence, multiple) -> breakOff("it refused an order (is its queue full?)"));
		this.channel.confirmSelect();
	}

	/** Lets the queue confirm a fence before it gets orders. */
	void probe() throws IOException, TimeoutException, InterruptedException {
		this.channel.basicConsume(FenceMessage.REPLIES, true, (tag, answer) -> this.dispatcher.cleared(this.broker),
				(tag) -> {
				});
		FenceMessage.behindAll().put(this.channel, this.properties.queue().orders());
		if (!this.channel.waitForConfirms(this.properties.confirmTimeout().toMillis())) {
			throw new IOException("its queue takes nothing");
		}
		this.dispatcher.tell(this.broker, BrokerHealth::opened);
	}

	void run(Supplier<@Nullable ControlEvent> decisions, JsonMapper json) throws IOException, InterruptedException {
		long looked = System.nanoTime() - DEPTH_INTERVAL_NANOS;
		while (!this.broken.get()) {
			for (Parcel parcel : this.dispatcher.next(this.broker, BATCH, PATIENCE)) {
				publish(parcel);
			}
			for (ControlEvent event = decisions.get(); event != null; event = decisions.get()) {
				this.asking.basicPublish(ControlEvent.EXCHANGE, event.routingKey(),
						new AMQP.BasicProperties.Builder().contentType("application/json").deliveryMode(2).build(),
						json.writeValueAsBytes(event));
			}
			if (System.nanoTime() - looked > DEPTH_INTERVAL_NANOS) {
				looked = System.nanoTime();
				look();
			}
		}
	}

	private void look() throws IOException {
		Fleet.Standing before = this.dispatcher.standing(this.broker);
		this.depth = this.asking.messageCount(this.properties.queue().orders());
		if (before.state() == BrokerState.DRAINING && before.unconfirmed() == 0 && this.depth == 0) {
			this.dispatcher.tell(this.broker, BrokerHealth::emptied);
		}
	}

	private void publish(Parcel parcel) throws IOException {
		if (parcel.possibleDuplicate()) {
			this.meters.resent();
		}
		this.unconfirmed.put(this.channel.getNextPublishSeqNo(), new Sent(parcel, System.nanoTime()));
		this.channel.basicPublish("", this.properties.queue().orders(), true, OrderHeaders.of(parcel),
				TradeOrderMessages.body(parcel.order()));
	}

	/** The broker confirms even what it has just returned: no confirm counts then. */
	private void confirmed(long sequence, boolean multiple) {
		Map<Long, Sent> all = multiple ? this.unconfirmed.headMap(sequence, true)
				: this.unconfirmed.subMap(sequence, true, sequence, true);
		if (this.broken.get() || all.isEmpty()) {
			return;
		}
		List<Sent> sent = List.copyOf(all.values());
		all.clear();
		long now = System.nanoTime();
		sent.forEach((each) -> this.meters.confirmed(Duration.ofNanos(now - each.nanos())));
		this.dispatcher.confirmed(this.broker, sent.stream().map(Sent::parcel).toList(),
				Duration.ofNanos(now - sent.get(0).nanos()));
	}

	/** Gives the broker up if a confirm is overdue. Never waits. */
	void check() {
		Map.Entry<Long, Sent> oldest = this.unconfirmed.firstEntry();
		if (oldest == null || this.broken.get()) {
			return;
		}
		long age = System.nanoTime() - oldest.getValue().nanos();
		if (age > this.properties.confirmTimeout().toNanos()) {
			breakOff("no confirm within " + this.properties.confirmTimeout().toMillis() + " ms");
			// Frees the writer, which may be stuck in writing.
			this.connection.cut();
		}
		else if (age > this.properties.confirmTimeout().toNanos() / 4) {
			this.dispatcher.tell(this.broker, BrokerHealth::slow);
		}
	}

	private void breakOff(String reason) {
		if (this.broken.compareAndSet(false, true)) {
			this.meters.ejected();
			this.dispatcher.failed(this.broker, reason);
		}
	}

	Optional<Long> depth() {
		return (this.depth >= 0) ? Optional.of(this.depth) : Optional.empty();
	}

	/** In order if nothing is open; else others get what is. */
	@Override
	public void close() {
		if (this.unconfirmed.isEmpty() && this.broken.compareAndSet(false, true)) {
			this.connection.close();
		}
		else {
			breakOff("the link is closed");
			this.connection.sever();
		}
	}

	private record Sent(Parcel parcel, long nanos) {
	}

}
