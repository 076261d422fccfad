package dev.eventpatterns.demo.forwarding;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.AcceptedLedger;
import dev.eventpatterns.demo.chaos.ChaosSchedule;
import dev.eventpatterns.demo.chaos.Convoy;
import dev.eventpatterns.demo.chaos.HopAccounting;
import dev.eventpatterns.demo.chaos.LoadClient;
import dev.eventpatterns.demo.chaos.OrderBatches;
import dev.eventpatterns.demo.chaos.Pace;
import dev.eventpatterns.demo.chaos.Tap;
import dev.eventpatterns.demo.chaos.Timeline;
import dev.eventpatterns.lab.Broker;

/**
 * One way of forwarding under load: its services, its clients, and what was seen of its
 * orders behind each hop. It has a virtual host to itself.
 */
final class Lane implements AutoCloseable {

	private static final int CLIENTS = 4;

	private static final int ORDERS_PER_REQUEST = 50;

	private static final String EXCHANGE = "event-forwarding";

	private static final Duration DRAIN = Duration.ofSeconds(60);

	/** How long nothing may move before what has not arrived counts as lost. */
	private static final Duration QUIET = Duration.ofSeconds(1);

	private final Way way;

	private final Broker broker;

	private final Services services;

	private final ChaosSchedule schedule;

	private final AcceptedLedger ledger;

	private final Tap behindIntake;

	private final Tap behindForwarder;

	private final LoadClient load;

	private final Pace pace;

	private final Timeline.Track accepted;

	private final Timeline.Track stored;

	private int acceptedBefore;

	private long storedBefore;

	Lane(Way way, Broker broker, Services services, Size size, ChaosSchedule schedule, Timeline timeline,
			AcceptedLedger ledger, Convoy convoy) throws IOException, TimeoutException {
		this.way = way;
		this.broker = broker;
		this.services = services;
		this.schedule = schedule;
		this.ledger = ledger;
		this.pace = new Pace(size.perSecond(), schedule, convoy);
		this.behindIntake = new Tap(broker, EXCHANGE, "orders");
		this.behindForwarder = new Tap(broker, EXCHANGE, "forwarded");
		this.load = new LoadClient(way.mode(), services.orders(),
				new OrderBatches(size.seed(), size.orders(), ORDERS_PER_REQUEST), this.pace, this.ledger, CLIENTS);
		this.accepted = timeline.follow(() -> OptionalLong.of(this.ledger.count()));
		this.stored = timeline.follow(services::stored);
	}

	Way way() {
		return this.way;
	}

	Services services() {
		return this.services;
	}

	int accepted() {
		return this.ledger.count();
	}

	long stored() {
		return this.stored.last();
	}

	void startLoad() {
		this.load.start();
	}

	/**
	 * Whether all orders are accepted.
	 * @throws DemoFailure when a client could not go on
	 */
	boolean loadFinished() {
		return this.load.finished();
	}

	/** Lets clients send what belongs behind a kill, now that what was killed is back. */
	void killed() {
		this.acceptedBefore = accepted();
		this.storedBefore = stored();
		this.pace.killed();
	}

	/** Whether orders have passed all hops since the last kill. */
	boolean flowing() {
		return accepted() > this.acceptedBefore && stored() > this.storedBefore;
	}

	/**
	 * Waits until nothing is on its way any more.
	 * @throws DemoFailure when the queues do not run empty
	 */
	void awaitDrained() throws InterruptedException {
		long deadline = System.nanoTime() + DRAIN.toNanos();
		long quietSince = System.nanoTime();
		long before = -1;
		while (System.nanoTime() - quietSince < QUIET.toNanos()) {
			long moved = this.stored.last() + this.behindIntake.count() + this.behindForwarder.count();
			boolean empty = queued() == 0;
			if (empty && this.stored.last() >= this.schedule.orders()) {
				return;
			}
			if (moved != before || !empty) {
				quietSince = System.nanoTime();
				before = moved;
			}
			if (System.nanoTime() > deadline) {
				throw new DemoFailure("The queues of " + this.way.mode() + " did not run empty within "
						+ DRAIN.toSeconds() + " s: " + queued() + " messages are left.");
			}
			Thread.sleep(50);
		}
	}

	/**
	 * Counts, once nothing is on its way any more. Ends the services.
	 * @param kills what was killed, and when
	 */
	LaneResult count(List<Strike> kills) throws InterruptedException {
		long duplicates = this.services.duplicates();
		StoreFile file = this.services.killAndReadStore();
		HopAccounting account = HopAccounting.of(this.ledger.orderIds(),
				List.of(new HopAccounting.Hop("between intake and broker", this.behindIntake.orderIds()),
						new HopAccounting.Hop("at the forwarder", this.behindForwarder.orderIds()),
						new HopAccounting.Hop("at the store", file.orderIds())));
		Map<Strike, Duration> pauses = new LinkedHashMap<>();
		for (int i = 0; i < kills.size(); i++) {
			double until = (i + 1 < kills.size()) ? kills.get(i + 1).at() : Double.MAX_VALUE;
			Strike kill = kills.get(i);
			// A killed intake still has orders on their way: its clients feel the outage.
			Timeline.Track felt = kill.victim().equals(Services.INTAKE) ? this.accepted : this.stored;
			pauses.put(kill, felt.resumedAfter(kill.at(), until));
		}
		return new LaneResult(this.way, account, file.storedTwice(), duplicates, this.ledger.refusals(), pauses,
				this.accepted, this.stored);
	}

	@Override
	public void close() {
		this.load.close();
		this.behindIntake.close();
		this.behindForwarder.close();
		this.services.close();
	}

	/** Messages that wait in any queue on the way. */
	private long queued() {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			long queued = 0;
			for (String queue : List.of("event-forwarding.orders", "event-forwarding.forwarded",
					this.behindIntake.queue(), this.behindForwarder.queue())) {
				queued += channel.messageCount(queue);
			}
			return queued;
		}
		catch (IOException | TimeoutException ex) {
			return 1;
		}
	}

}
