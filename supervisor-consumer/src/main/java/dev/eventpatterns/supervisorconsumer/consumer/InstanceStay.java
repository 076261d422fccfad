package dev.eventpatterns.supervisorconsumer.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.supervisorconsumer.Heartbeat;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerTopology;
import dev.eventpatterns.supervisorconsumer.WorkReport;
import dev.eventpatterns.trading.service.BrokerLock;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * One stay of an instance: its consumers, what it tells the others, and, if it has the
 * lock, the decisions for all. All of it goes over one connection. So an instance that
 * has lost the broker has lost its consumers and the lock at the same moment, and whoever
 * gets the lock then cannot be contradicted.
 */
final class InstanceStay implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(InstanceStay.class);

	/** Looking more often than that brings nothing. */
	static final Duration TURN = Duration.ofMillis(20);

	private static final Duration RETRY_LOCK = Duration.ofMillis(250);

	/** So many consumers come or go before the others hear of this instance again. */
	private static final int AT_ONCE = 50;

	private final Parts parts;

	private final Connection connection;

	private final QueueSession session;

	private final Peers peers;

	private final Map<String, ConsumerPool> pools = new LinkedHashMap<>();

	private final BrokerLock lock = new BrokerLock(SupervisorConsumerTopology.LOCK_QUEUE);

	private final long begun = System.nanoTime();

	private volatile @Nullable Leader leader;

	private long followed;

	private long nextBeat = this.begun;

	private long nextPlan = this.begun;

	private long nextTry = this.begun;

	private volatile boolean leaving;

	InstanceStay(Parts parts, Connection connection, QueueSession session) throws IOException {
		this.parts = parts;
		this.connection = connection;
		this.session = session;
		this.peers = new Peers(connection, parts.json(), parts.decisions());
		for (String queue : parts.properties().queue().all()) {
			this.pools.put(queue, parts.pool(queue, session, connection));
		}
	}

	/** Stays until the broker is lost. */
	void run() throws InterruptedException {
		log.info("{} waits for orders in {}", this.parts.instance(), this.pools.keySet());
		this.session.awaitLoss(TURN, this::turn);
	}

	private void turn() {
		try {
			if (this.leaving) {
				stopLeading();
			}
			else {
				lead();
			}
			follow();
			beat();
		}
		catch (IOException | AlreadyClosedException ex) {
			this.session.breakOff("the broker does not answer: " + ex);
		}
	}

	private void lead() throws IOException {
		long now = System.nanoTime();
		Duration interval = this.parts.properties().interval();
		if (this.leader == null && now >= this.nextTry && hasListenedFor(interval)
				&& this.peers.hasHeardNoPlanFor(interval.plus(RETRY_LOCK))) {
			this.nextTry = now + RETRY_LOCK.toNanos();
			if (this.lock.tryAcquire(this.connection)) {
				log.info("{} decides from now on", this.parts.instance());
				this.leader = this.parts.leader(this.peers.highestPlan(), this.session, this.connection);
				this.nextPlan = now;
			}
		}
		Leader leading = this.leader;
		if (leading != null && now >= this.nextPlan) {
			this.nextPlan = Math.max(this.nextPlan + interval.toNanos(), now);
			this.peers.on(heartbeat());
			this.peers.tell(leading.plan(this.peers.alive(this.parts.properties().staleAfter())));
		}
	}

	/** Another one takes over while this one finishes its orders. */
	private void stopLeading() throws IOException {
		if (this.leader != null) {
			this.leader = null;
			this.lock.release(this.connection);
		}
	}

	private boolean hasListenedFor(Duration time) {
		return System.nanoTime() - this.begun > time.toNanos();
	}

	/** Without a plan it keeps what it has: the last one was within the cap. */
	private void follow() throws IOException {
		Plan plan = this.peers.plan();
		this.followed = (plan != null) ? plan.number() : this.followed;
		for (Map.Entry<String, ConsumerPool> entry : this.pools.entrySet()) {
			ConsumerPool pool = entry.getValue();
			Plan.ChannelPlan channel = (plan != null) ? plan.channels().get(entry.getKey()) : null;
			int wanted = pool.allowed();
			if (channel != null) {
				wanted = channel.shareOf(this.parts.instance(), wanted);
			}
			pool.approach(this.leaving ? 0 : wanted, AT_ONCE);
		}
	}

	private void beat() throws IOException {
		long now = System.nanoTime();
		if (now >= this.nextBeat) {
			// Several times an interval, so that what the leader adds up is of one time.
			this.nextBeat = now + this.parts.properties().interval().toNanos() / 4;
			this.peers.tell(heartbeat());
		}
	}

	private Heartbeat heartbeat() {
		Map<String, WorkReport> work = new LinkedHashMap<>();
		this.pools.forEach((queue, pool) -> work.put(queue, pool.report(this.parts.properties().hangAfter())));
		return new Heartbeat(this.parts.instance(), this.followed, this.leaving && isEmpty(), work);
	}

	WorkReport report(String queue) {
		ConsumerPool pool = this.pools.get(queue);
		return (pool != null) ? pool.report(this.parts.properties().hangAfter()) : WorkReport.NONE;
	}

	boolean isLeader() {
		return this.leader != null && !this.session.isLost();
	}

	/** Lets all consumers finish what they are at. */
	void leave() {
		this.leaving = true;
	}

	boolean isEmpty() {
		return this.session.isLost() || this.pools.values().stream().allMatch((pool) -> pool.size() == 0);
	}

	/** Whoever is still at an order goes on with it, unless the application stops. */
	@Override
	public void close() {
		this.pools.values().forEach((pool) -> pool.close(this.leaving));
		if (this.leaving && !this.session.isLost()) {
			try {
				this.peers.tell(heartbeat());
			}
			catch (IOException | AlreadyClosedException ex) {
				log.debug("The others will notice", ex);
			}
		}
	}

}
