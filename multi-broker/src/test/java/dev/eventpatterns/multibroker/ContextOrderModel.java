package dev.eventpatterns.multibroker;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.time.Duration;

import dev.eventpatterns.trading.TradeOrder;

/**
 * A producer, a consumer and three brokers that are only calculated, all of which die and
 * come back at the whim of a seed. The dispatcher and the lanes are the real ones.
 */
final class ContextOrderModel {

	static final List<String> BROKERS = List.of("a", "b", "c");

	private static final int ACCOUNTS = 6;

	private final Random random;

	private final Map<String, ModelBroker> brokers = new LinkedHashMap<>();

	private final Map<String, Deque<Parcel>> waiting = new LinkedHashMap<>();

	/** Of which the broker's confirm has reached the producer, in order by account. */
	private final Map<String, List<String>> sent = new LinkedHashMap<>();

	private final Set<String> accepted = new HashSet<>();

	private final Map<String, Consignment> consignments = new LinkedHashMap<>();

	/** Ids by account, in the order in which they were first done. */
	final Map<String, List<String>> done = new LinkedHashMap<>();

	private final List<Runnable> answers = new ArrayList<>();

	private final List<FenceWish> wishes = new ArrayList<>();

	private final List<Arrival<Stored>> inHand = new ArrayList<>();

	private Dispatcher dispatcher;

	private ContextLanes<Stored> lanes;

	private SeenIds seen = new SeenIds(1_000_000);

	private long micros;

	private int orders;

	private int lives;

	/** Brokers whose fence for a new producer has not come back. */
	private final Set<String> uncleared = new HashSet<>();

	ContextOrderModel(long seed) {
		this.random = new Random(seed);
		BROKERS.forEach((name) -> this.brokers.put(name, new ModelBroker()));
		startProducer();
		startConsumer();
	}

	private void startProducer() {
		this.lives++;
		ContextPlacement placement = new ContextPlacement(new AccountTrails(1_000), () -> ++this.micros);
		this.dispatcher = new Dispatcher(BROKERS, placement, 5, (change) -> {
		});
		this.waiting.clear();
		this.brokers.values().forEach((broker) -> {
			broker.onTheWay.clear();
			broker.linked = false;
		});
	}

	/** What a consumer remembers goes with it; what was done stays done. */
	private void startConsumer() {
		this.lanes = new ContextLanes<>(BROKERS, 1_000,
				(broker, context, before) -> this.wishes.add(new FenceWish(broker, context, before, 0)));
		this.inHand.clear();
		this.wishes.clear();
		this.answers.clear();
		this.brokers.values().forEach(ModelBroker::unacknowledge);
		this.seen = new SeenIds(1_000_000);
		this.done.values().forEach((ids) -> ids.forEach(this.seen::add));
	}

	void step(boolean restarts) {
		String name = BROKERS.get(this.random.nextInt(BROKERS.size()));
		ModelBroker broker = this.brokers.get(name);
		switch (this.random.nextInt(restarts ? 18 : 16)) {
			case 0, 1, 2 -> send();
			case 3, 4 -> write(name, broker);
			case 5, 6 -> confirm(name, broker);
			case 7, 8, 9 -> deliver(name, broker);
			case 10, 11 -> begin();
			case 12, 13 -> finish();
			case 14 -> fences();
			case 15 -> upOrDown(name, broker);
			case 16 -> startConsumerSometimes();
			default -> startProducerSometimes();
		}
	}

	private void startConsumerSometimes() {
		if (this.random.nextInt(20) == 0) {
			startConsumer();
		}
	}

	private void startProducerSometimes() {
		if (this.random.nextInt(20) == 0) {
			startProducer();
			// A new producer keeps the order if it can ask all brokers at first.
			this.uncleared.addAll(BROKERS);
			this.brokers.forEach(this::open);
		}
	}

	private void send() {
		String account = "A" + this.random.nextInt(ACCOUNTS);
		String id = account + "-" + this.orders++;
		TradeOrder order = new TradeOrder(id, account, TradeOrder.Action.PLACE, TradeOrder.Side.BUY, "IBM",
				BigDecimal.ONE, 0);
		Consignment consignment = new Consignment(1);
		this.consignments.put(id, consignment);
		this.sent.computeIfAbsent(account, (each) -> new ArrayList<>()).add(id);
		this.waiting.computeIfAbsent(account, (each) -> new ArrayDeque<>()).add(new Parcel(order, consignment));
		offer();
	}

	private void offer() {
		this.waiting.values().forEach((parcels) -> {
			while (!parcels.isEmpty() && this.dispatcher.offer(parcels.getFirst())) {
				parcels.removeFirst();
			}
		});
	}

	private void write(String name, ModelBroker broker) {
		if (!broker.linked) {
			return;
		}
		try {
			for (Parcel parcel : this.dispatcher.next(name, 1 + this.random.nextInt(3), Duration.ZERO)) {
				broker.onTheWay.add(parcel);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The broker stores some, and the producer may hear of it or not. */
	private void confirm(String name, ModelBroker broker) {
		List<Parcel> stored = new ArrayList<>();
		while (!broker.onTheWay.isEmpty() && this.random.nextInt(4) > 0) {
			Parcel parcel = broker.onTheWay.removeFirst();
			broker.queue.addLast(new Stored(parcel.order().orderId(), parcel.order().account(), parcel.position(),
					parcel.after(), null));
			stored.add(parcel);
		}
		if (this.random.nextInt(6) == 0 && this.uncleared.isEmpty()) {
			// The confirm gets lost with the connection.
			lose(name, broker);
		}
		else {
			this.dispatcher.confirmed(name, stored, Duration.ofMillis(1));
			offer();
		}
	}

	private void lose(String name, ModelBroker broker) {
		broker.linked = false;
		broker.onTheWay.clear();
		this.dispatcher.failed(name, "lost");
		offer();
	}

	private void deliver(String name, ModelBroker broker) {
		if (!broker.up || broker.queue.isEmpty()) {
			return;
		}
		Stored next = broker.queue.removeFirst();
		broker.unacknowledged.addLast(next);
		if (next.fence() != null) {
			FenceWish fence = next.fence();
			ContextLanes<Stored> asked = this.lanes;
			asked.fence(name, fence.context(), fence.before(), () -> {
				broker.unacknowledged.remove(next);
				this.answers.add(() -> answer(name, fence, asked));
			});
		}
		else {
			this.lanes.put(new Arrival<>(name, next.account(), next.position(), next.after(), next));
		}
	}

	private void answer(String name, FenceWish fence, ContextLanes<Stored> asked) {
		if (fence.context() == null && fence.life() == this.lives) {
			this.dispatcher.cleared(name);
			this.uncleared.remove(name);
		}
		else if (fence.context() != null && asked == this.lanes) {
			asked.passed(name, fence.context(), fence.before());
		}
	}

	private void begin() {
		Arrival<Stored> next = this.lanes.poll();
		if (next != null) {
			this.inHand.add(next);
		}
	}

	private void finish() {
		if (this.inHand.isEmpty()) {
			return;
		}
		Arrival<Stored> arrival = this.inHand.remove(this.random.nextInt(this.inHand.size()));
		Stored order = arrival.order();
		if (!this.seen.contains(order.id())) {
			this.seen.add(order.id());
			this.done.computeIfAbsent(order.account(), (each) -> new ArrayList<>()).add(order.id());
		}
		this.brokers.get(arrival.broker()).unacknowledged.remove(order);
		this.lanes.done(arrival);
	}

	private void fences() {
		for (FenceWish wish : List.copyOf(this.wishes)) {
			ModelBroker broker = this.brokers.get(wish.broker());
			if (broker.up) {
				this.wishes.remove(wish);
				broker.queue.addLast(new Stored("", "", 0, Map.of(), wish));
			}
		}
		List.copyOf(this.answers).forEach((answer) -> {
			this.answers.remove(answer);
			answer.run();
		});
	}

	private void upOrDown(String name, ModelBroker broker) {
		if (broker.up && this.random.nextInt(4) > 0 && this.uncleared.isEmpty()) {
			broker.up = false;
			lose(name, broker);
			this.lanes.clear(name);
			broker.unacknowledge();
		}
		else {
			open(name, broker);
		}
	}

	private void open(String name, ModelBroker broker) {
		broker.up = true;
		if (!broker.linked) {
			broker.linked = true;
			broker.queue
				.addLast(new Stored("", "", 0, Map.of(), new FenceWish(name, null, Long.MAX_VALUE, this.lives)));
			this.dispatcher.tell(name, BrokerHealth::opened);
			offer();
		}
	}

	/** Brings all back and lets them end what they have begun. */
	void end() {
		for (int round = 0; round < 3_000; round++) {
			this.brokers.forEach(this::open);
			BROKERS.forEach((name) -> {
				write(name, this.brokers.get(name));
				confirm(name, this.brokers.get(name));
				deliver(name, this.brokers.get(name));
			});
			begin();
			finish();
			fences();
		}
	}

	/** Ids that were accepted, by account, in the order in which they were sent. */
	Map<String, List<String>> accepted() {
		this.consignments.forEach((id, consignment) -> {
			if (consignment.missing() == 0) {
				this.accepted.add(id);
			}
		});
		Map<String, List<String>> all = new LinkedHashMap<>();
		this.sent.forEach((account, ids) -> all.put(account, ids.stream().filter(this.accepted::contains).toList()));
		return all;
	}

	/** A fence; its answer reaches only the producer's life in which it was put. */
	private record FenceWish(String broker, String context, long before, int life) {
	}

	private record Stored(String id, String account, long position, Map<String, Long> after, FenceWish fence) {
	}

	private static final class ModelBroker {

		private final Deque<Parcel> onTheWay = new ArrayDeque<>();

		private final Deque<Stored> queue = new ArrayDeque<>();

		private final Deque<Stored> unacknowledged = new ArrayDeque<>();

		private boolean up;

		private boolean linked;

		/** Comes again, in its old order. */
		void unacknowledge() {
			while (!this.unacknowledged.isEmpty()) {
				this.queue.addFirst(this.unacknowledged.removeLast());
			}
		}

	}

}
