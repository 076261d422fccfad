package dev.eventpatterns.threaddelegate.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.Member;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.Shares;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.service.BrokerConnections;

/**
 * Consumes from the queue, or from this instance's share of the partitions. All of them
 * feed one dispatcher.
 */
@Component
@Profile(Role.CONSUMER)
class OrderConsumer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OrderConsumer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BrokerConnections connections;

	private final ThreadDelegateProperties properties;

	private final Arrivals arrivals;

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final Delegates delegates;

	private final ThreadDelegateMeters meters;

	private final String self;

	private final Membership membership;

	/** By partition; 0 is the queue that is not partitioned. */
	private final Map<Integer, QueueConsumer> consumers = new ConcurrentHashMap<>();

	/** Partitions that are being given back. */
	private final Set<Integer> leaving = ConcurrentHashMap.newKeySet();

	private final ExecutorService releases = Executors
		.newCachedThreadPool(new CustomizableThreadFactory("partition-release-"));

	private volatile boolean running;

	OrderConsumer(BrokerConnections connections, ThreadDelegateProperties properties, Arrivals arrivals,
			Dispatcher<ReceivedOrder> dispatcher, Delegates delegates, ThreadDelegateMeters meters, Member member) {
		this.connections = connections;
		this.properties = properties;
		this.arrivals = arrivals;
		this.dispatcher = dispatcher;
		this.delegates = delegates;
		this.meters = meters;
		this.self = member.name();
		this.membership = new Membership(member, connections, properties, this::share);
	}

	@Override
	public void start() {
		this.running = true;
		this.delegates.start();
		if (this.properties.partitions() == 0) {
			consume(0);
		}
		else {
			this.membership.start();
		}
	}

	private void consume(int partition) {
		QueueConsumer consumer = new QueueConsumer(
				ThreadDelegateTopology.partition(this.properties.queue().orders(), partition), this.connections,
				this.properties, this.arrivals, this.dispatcher, this.meters);
		this.consumers.put(partition, consumer);
		consumer.start();
	}

	/** Takes and gives back partitions, as is fair among those that live. */
	private void share(SortedSet<String> alive) {
		SortedMap<Integer, String> owners = Shares.of(alive, this.properties.partitions());
		owners.forEach((partition, owner) -> {
			boolean isMine = owner.equals(this.self);
			boolean has = this.consumers.containsKey(partition);
			if (isMine && !has && !this.leaving.contains(partition)) {
				log.info("Takes partition {} of {}, one of {} instances", partition, owners.size(), alive.size());
				consume(partition);
			}
			else if (!isMine && has && this.leaving.add(partition)) {
				log.info("Gives partition {} back, one of {} instances", partition, alive.size());
				this.releases.execute(() -> release(partition));
			}
		});
	}

	private void release(int partition) {
		try {
			QueueConsumer consumer = this.consumers.get(partition);
			if (consumer != null) {
				consumer.release();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.consumers.remove(partition);
			this.leaving.remove(partition);
		}
	}

	/** Lets the delegates finish while their acks can still go out. */
	@Override
	public void stop() {
		this.running = false;
		try {
			this.membership.stop();
			this.delegates.stop(PATIENCE);
			for (QueueConsumer consumer : this.consumers.values()) {
				consumer.stop();
			}
			this.releases.shutdownNow();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** The share of the prefetch that is in use, 0 to 1. */
	double windowUse() {
		int windows = Math.max(1, this.consumers.size()) * this.properties.prefetch();
		return (double) this.consumers.values().stream().mapToInt(QueueConsumer::unfinished).sum() / windows;
	}

	/** Whether it consumes, and does not wait for another instance to end. */
	boolean isServing() {
		return this.consumers.values().stream().anyMatch(QueueConsumer::isServing);
	}

	/** How many sidings are in use. */
	int openSidings() {
		return this.consumers.values().stream().mapToInt(QueueConsumer::openSidings).sum();
	}

	/** How many partitions this instance serves or waits for. */
	int partitions() {
		return (this.properties.partitions() == 0) ? 0 : this.consumers.size();
	}

	/** As {@link QueueConsumer#sidings}. */
	<R extends @Nullable Object> Map<String, R> sidings(Function<String, R> measure) {
		Map<String, R> byAccount = new HashMap<>();
		this.consumers.values().forEach((consumer) -> byAccount.putAll(consumer.sidings(measure)));
		return byAccount;
	}

}
