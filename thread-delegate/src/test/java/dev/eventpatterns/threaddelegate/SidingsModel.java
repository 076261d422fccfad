package dev.eventpatterns.threaddelegate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A broker, a consumer and somebody who mends events, as far as {@link Sidings} and
 * {@link Holds} can tell: everything that is sent takes its time, acks may take effect
 * later than what is published after them, and a crash keeps or drops what is under way.
 * Each step is chosen at random from those that are possible.
 * <p>
 * Events are numbered per context. For the sidings they carry nothing that could tell
 * them apart; for the holds their number is the id.
 */
final class SidingsModel {

	private static final int MAIN = 0;

	private static final int LABELS = -1;

	/** Where failed events are handed over to. */
	private static final int WORKFLOW = -2;

	private static final String ORDERS = "orders";

	private static final List<String> CONTEXTS = List.of("A", "B", "C");

	private final Random random;

	private final int sidings;

	private final int maxPerContext;

	private final int prefetch;

	private final Map<Integer, Queue> queues = new TreeMap<>();

	private final Map<String, Integer> published = new HashMap<>();

	/** What was completed, each where it came first. */
	private final Map<String, Integer> completed = new HashMap<>();

	private AllocationMap<Event> map = new AllocationMap<>();

	private Holds<Event, Client> holds = new Holds<>(this.map);

	private final Map<Integer, Assignment<Event>> running = new TreeMap<>();

	private Client client;

	/** Of how many chances an ack takes one: some brokers are slow to see to them. */
	private int laziness;

	private int names;

	int sided;

	int crashes;

	int held;

	int recovered;

	/** Whether no event fails for good any more. */
	private boolean calm;

	SidingsModel(long seed, int sidings, int maxPerContext, int prefetch) {
		this.random = new Random(seed);
		this.laziness = 1 + this.random.nextInt(12);
		this.sidings = sidings;
		this.maxPerContext = maxPerContext;
		this.prefetch = prefetch;
		this.queues.put(WORKFLOW, new Queue(0));
		this.queues.put(LABELS, new Queue(Integer.MAX_VALUE));
		this.queues.put(MAIN, new Queue(prefetch));
		for (int siding = 1; siding <= sidings; siding++) {
			this.queues.put(siding, new Queue(maxPerContext));
		}
		this.client = new Client();
	}

	/** Takes random steps, with crashes; then runs until nothing is left to do. */
	void run(int steps) {
		for (int i = 0; i < steps; i++) {
			int dice = this.random.nextInt(100);
			if (dice < 22) {
				publish("ABC".charAt(this.random.nextInt(this.random.nextInt(3) + 1)));
			}
			else if (dice == 99 && this.random.nextBoolean()) {
				crash();
			}
			else if (dice == 98) {
				releaseByHand(CONTEXTS.get(this.random.nextInt(CONTEXTS.size())));
			}
			else {
				step();
			}
		}
		this.laziness = 1;
		this.calm = true;
		while (step() || isStuck() && CONTEXTS.stream().anyMatch(this::releaseByHand)) {
			assertThat(this.client.sidings.labels().size()).isLessThanOrEqualTo(this.sidings);
		}
		assertThat(this.completed).as("all are completed").isEqualTo(this.published);
		assertThat(this.client.sidings.labels()).as("sidings in use").isEmpty();
		assertThat(this.map.inFlight()).isZero();
		assertThat(this.map.allocations()).as("held").isEmpty();
		this.queues.forEach((name, queue) -> {
			assertThat(queue.ready).as("left in queue " + name).isEmpty();
			assertThat(queue.owner().unacknowledged).as("unacknowledged in queue " + name).isEmpty();
		});
	}

	private void publish(char context) {
		int number = this.published.merge(String.valueOf(context), 1, Integer::sum);
		this.queues.get(MAIN).ready.addLast(Message.event(String.valueOf(context), number));
	}

	/** Somebody sends a failed event back to where it came from. */
	private boolean mend() {
		Message failed = this.queues.get(WORKFLOW).ready.pollFirst();
		if (failed != null) {
			this.queues.get(MAIN).ready.addLast(failed);
		}
		return failed != null;
	}

	/**
	 * Whether held contexts without a siding fill the prefetch: only then nothing that is
	 * mended can come in.
	 */
	private boolean isStuck() {
		return this.queues.get(MAIN).owner().unacknowledged.size() == this.prefetch;
	}

	/** The followers of a failed event shall go on without it. */
	private boolean releaseByHand(String context) {
		Hold<Client> hold = this.holds.release(context);
		if (hold == null) {
			return false;
		}
		hold.stay()
			.send(LABELS, Message.released(hold.label(), Integer.parseInt(hold.label().awaited())),
					() -> this.holds.released(hold));
		return true;
	}

	/** An event that somebody gave up counts as completed. */
	private void givenUp(Message released) {
		if (released.number > 0) {
			completed(released.context, released.number);
		}
	}

	private void completed(String context, int number) {
		int before = this.completed.getOrDefault(context, 0);
		assertThat(number).as("%s completes in order, after %d", context, before).isLessThanOrEqualTo(before + 1);
		this.completed.put(context, Math.max(before, number));
	}

	private boolean step() {
		List<BooleanSupplier> possible = new ArrayList<>();
		this.queues.values().forEach((queue) -> {
			for (Link link : queue.links) {
				possible.add(() -> link.applyPublish(queue));
				possible.add(() -> link.applyAck());
			}
			possible.add(() -> queue.owner().confirm());
			possible.add(queue::deliver);
			possible.add(() -> queue.owner().receive());
			possible.add(queue::bury);
		});
		for (int delegate = 0; delegate < 2; delegate++) {
			int number = delegate;
			possible.add(() -> assign(number));
			possible.add(() -> finish(number));
		}
		possible.add(this::mend);
		possible.add(() -> this.client.finished.isEmpty() ? false : runs(this.client.finished.removeFirst()));
		while (!possible.isEmpty()) {
			int choice = this.random.nextInt(possible.size());
			if (possible.get(choice).getAsBoolean()) {
				return true;
			}
			possible.remove(choice);
		}
		return false;
	}

	private static boolean runs(Runnable step) {
		step.run();
		return true;
	}

	private boolean assign(int delegate) {
		if (this.running.containsKey(delegate)) {
			return false;
		}
		Assignment<Event> assignment = this.map.assign(delegate);
		if (assignment != null) {
			this.running.put(delegate, assignment);
		}
		return assignment != null;
	}

	/** Handles, fails for now, or fails for good, which holds the context. */
	private boolean finish(int delegate) {
		Assignment<Event> assignment = this.running.remove(delegate);
		if (assignment == null) {
			return false;
		}
		Event event = assignment.event();
		int dice = this.random.nextInt(20);
		if (dice == 0) {
			this.map.rest(assignment);
			this.map.resume(assignment.context());
		}
		else if (dice == 1 && !this.calm) {
			event.client.failed(assignment);
		}
		else {
			completed(event.message.context, event.message.number);
			boolean waits = event.ends != null && this.holds.mended(assignment, event.ends);
			event.client.finished.addLast(() -> event.client.done(event));
			if (!waits) {
				this.map.release(assignment);
			}
		}
		return true;
	}

	/** The connection is lost, and perhaps the process with all that it knew. */
	private void crash() {
		this.crashes++;
		if (this.random.nextBoolean()) {
			this.map = new AllocationMap<>();
			this.holds = new Holds<>(this.map);
			this.running.clear();
		}
		else {
			this.map.forgetWaiting((event) -> true);
			if (this.random.nextBoolean()) {
				this.holds.forget(ORDERS);
			}
		}
		this.client = new Client();
	}

	private enum Kind {

		EVENT, MARK, SIDING, HOLD, RELEASED, PROBE

	}

	private record Message(Kind kind, String context, int number, @Nullable SidingLabel siding, String place,
			@Nullable HoldLabel hold) {

		static Message event(String context, int number) {
			return new Message(Kind.EVENT, context, number, null, "", null);
		}

		static Message sided(SidingLabel label, String place, Message event) {
			return new Message(Kind.EVENT, event.context, event.number, label, place, null);
		}

		static Message mark(SidingLabel label, String place) {
			return new Message(Kind.MARK, "", 0, label, place, null);
		}

		static Message siding(SidingLabel label) {
			return new Message(Kind.SIDING, label.context(), 0, label, "", null);
		}

		static Message hold(HoldLabel label) {
			return new Message(Kind.HOLD, label.context(), 0, null, "", label);
		}

		static Message released(HoldLabel label, int givenUp) {
			return new Message(Kind.RELEASED, label.context(), givenUp, null, "", label);
		}

		static Message probe(String name) {
			return new Message(Kind.PROBE, "", 0, null, name, null);
		}

	}

	/** By identity, as the deliveries of a broker are. */
	private static final class Event {

		private final Client client;

		private final int queue;

		private final long tag;

		private final Message message;

		private @Nullable Hold<Client> ends;

		Event(Client client, int queue, long tag, Message message) {
			this.client = client;
			this.queue = queue;
			this.tag = tag;
			this.message = message;
		}

	}

	/** With a single active consumer: the first of those that are there. */
	private final class Queue {

		private final int prefetch;

		private final Deque<Message> ready = new ArrayDeque<>();

		private final Deque<Link> links = new ArrayDeque<>();

		Queue(int prefetch) {
			this.prefetch = prefetch;
		}

		Link owner() {
			return this.links.getLast();
		}

		boolean deliver() {
			Link active = this.links.getFirst();
			if (!active.consuming || this.ready.isEmpty() || active.unacknowledged.size() >= this.prefetch) {
				return false;
			}
			Message message = this.ready.removeFirst();
			active.unacknowledged.put(++active.tags, message);
			active.underway.addLast(Map.entry(active.tags, message));
			return true;
		}

		/** The broker learns that a channel is gone. */
		boolean bury() {
			if (this.links.size() < 2) {
				return false;
			}
			List<Message> returned = new ArrayList<>(this.links.removeFirst().unacknowledged.values());
			for (int i = returned.size() - 1; i >= 0; i--) {
				this.ready.addFirst(returned.get(i));
			}
			return true;
		}

	}

	/** A channel, with what is under way on it. */
	private final class Link {

		private final Deque<Message> publishes = new ArrayDeque<>();

		private final Deque<Runnable> whenStored = new ArrayDeque<>();

		private final Deque<Runnable> confirms = new ArrayDeque<>();

		private final List<Long> acks = new ArrayList<>();

		private final Map<Long, Message> unacknowledged = new LinkedHashMap<>();

		private final Deque<Map.Entry<Long, Message>> underway = new ArrayDeque<>();

		private final Consumer<Map.Entry<Long, Message>> receiver;

		private boolean consuming;

		private long tags;

		Link(Consumer<Map.Entry<Long, Message>> receiver) {
			this.receiver = receiver;
		}

		boolean applyPublish(Queue queue) {
			if (this.publishes.isEmpty()) {
				return false;
			}
			Message stored = this.publishes.removeFirst();
			queue.ready.addLast(stored);
			if (stored.kind == Kind.RELEASED) {
				givenUp(stored);
			}
			this.confirms.addLast(this.whenStored.removeFirst());
			return true;
		}

		/** In any order, but for what the end of a hold relies on. */
		boolean applyAck() {
			if (this.acks.isEmpty() || SidingsModel.this.random.nextInt(SidingsModel.this.laziness) != 0) {
				return false;
			}
			int chosen = SidingsModel.this.random.nextInt(this.acks.size());
			Message message = this.unacknowledged.get(this.acks.get(chosen));
			boolean inOrder = message != null && message.kind == Kind.RELEASED;
			return this.unacknowledged.remove(this.acks.remove(inOrder ? 0 : chosen)) != null;
		}

		boolean confirm() {
			return !this.confirms.isEmpty() && runs(this.confirms.removeFirst());
		}

		boolean receive() {
			if (this.underway.isEmpty()) {
				return false;
			}
			this.receiver.accept(this.underway.removeFirst());
			return true;
		}

	}

	/** What the adapters do, in little. */
	private final class Client implements Yard<Event> {

		private final Map<Integer, Link> links = new HashMap<>();

		private final Deque<Runnable> finished = new ArrayDeque<>();

		private final Sidings<Event> sidings = new Sidings<>(SidingsModel.this.sidings, SidingsModel.this.maxPerContext,
				() -> "name-" + SidingsModel.this.names++, this);

		private final SidingLabels labels = new SidingLabels("probe-" + SidingsModel.this.names++,
				(name) -> send(LABELS, Message.probe(name), () -> {
				}), (tag) -> link(LABELS).acks.add(tag));

		private final HoldLabels holdLabels = new HoldLabels((tag) -> link(LABELS).acks.add(tag));

		Client() {
			SidingsModel.this.queues.forEach((name, queue) -> {
				Link link = new Link((delivery) -> received(name, delivery.getKey(), delivery.getValue()));
				link.consuming = name == LABELS;
				this.links.put(name, link);
				queue.links.addLast(link);
			});
			this.labels.start();
		}

		private Link link(int queue) {
			return this.links.get(queue);
		}

		private void send(int queue, Message message, Runnable whenStored) {
			link(queue).publishes.addLast(message);
			link(queue).whenStored.addLast(whenStored);
		}

		private void received(int queue, long tag, Message message) {
			if (queue == LABELS) {
				label(tag, message);
				return;
			}
			Event event = new Event(this, queue, tag, message);
			if (queue == MAIN && isAwaited(event)) {
				this.sidings.arrivedMended(message.context, event);
				SidingsModel.this.map.addMended(message.context, event);
			}
			else if (queue == MAIN) {
				this.sidings.arrived(message.context, event);
			}
			else if (message.kind == Kind.MARK) {
				settle(event);
				this.sidings.markReturned(queue, message.siding.opening(), message.place);
			}
			else {
				this.sidings.returned(queue, message.siding.opening(), message.place, event);
			}
			// A mended event goes first, so it does not wait for a place.
			SidingsModel.this.map.allocations()
				.forEach((row) -> assertThat(row.inFlight()).as("in memory of " + row.context())
					.isLessThanOrEqualTo(SidingsModel.this.prefetch + 1));
		}

		private boolean isAwaited(Event event) {
			event.ends = SidingsModel.this.holds.mendedBy(event.message.context, String.valueOf(event.message.number));
			return event.ends != null;
		}

		private void label(long tag, Message message) {
			switch (message.kind) {
				case SIDING -> this.labels.label(tag, message.siding);
				case HOLD -> this.holdLabels.label(tag, message.hold);
				case RELEASED -> this.holdLabels.released(tag, message.hold.name());
				default -> begin(this.labels.probe(tag, message.place));
			}
		}

		private void begin(@Nullable List<SidingLabel> inUse) {
			if (inUse != null) {
				List<HoldLabel> inForce = this.holdLabels.inForce();
				SidingsModel.this.recovered += inForce.size();
				assertThat(inForce).as("one hold for a context").extracting(HoldLabel::context).doesNotHaveDuplicates();
				SidingsModel.this.holds.recover(ORDERS, this, inForce);
				inUse.forEach(this.sidings::recover);
				this.links.values().forEach((link) -> link.consuming = true);
			}
		}

		/** The label is stored, then the event is handed over, then it is done. */
		void failed(Assignment<Event> assignment) {
			Event event = assignment.event();
			HoldLabel label = new HoldLabel(event.message.context, String.valueOf(event.message.number),
					"name-" + SidingsModel.this.names++);
			Hold<Client> hold = (event.ends != null) ? event.ends : new Hold<>(label, ORDERS, this);
			if (!SidingsModel.this.holds.failed(assignment, hold)) {
				SidingsModel.this.map.release(assignment);
			}
			else if (event.ends != null) {
				handOver(event);
			}
			else {
				SidingsModel.this.held++;
				send(LABELS, Message.hold(label), () -> handOver(event));
			}
		}

		private void handOver(Event event) {
			send(WORKFLOW, Message.event(event.message.context, event.message.number), () -> acknowledge(event));
		}

		/** The end of the hold is stored, then the event is done. */
		void done(Event event) {
			Hold<Client> ended = event.ends;
			if (ended == null) {
				acknowledge(event);
				return;
			}
			send(LABELS, Message.released(ended.label(), 0), () -> {
				acknowledge(event);
				SidingsModel.this.holds.released(ended);
			});
		}

		private void acknowledge(Event event) {
			this.sidings.done(event.message.context, event);
		}

		@Override
		public void label(SidingLabel label) {
			this.labels.add(label);
			send(LABELS, Message.siding(label), () -> this.sidings.labelled(label));
		}

		@Override
		public void unlabel(SidingLabel label) {
			this.labels.remove(label.opening());
		}

		@Override
		public void put(SidingLabel label, String place, Event event) {
			assertThat(event.message.context).isEqualTo(label.context());
			SidingsModel.this.sided++;
			send(label.siding(), Message.sided(label, place, event.message), () -> this.sidings.stored(label, event));
		}

		@Override
		public void mark(SidingLabel label, String place) {
			send(label.siding(), Message.mark(label, place), () -> {
			});
		}

		@Override
		public void run(String context, Event event) {
			assertThat(SidingsModel.this.client).as("runs for the stay that is on").isSameAs(this);
			if (event.queue != MAIN && isAwaited(event)) {
				SidingsModel.this.map.addMended(context, event);
			}
			else {
				SidingsModel.this.map.add(context, event);
			}
		}

		@Override
		public void settle(Event event) {
			Link link = link(event.queue);
			if (link.unacknowledged.containsKey(event.tag) && !link.acks.contains(event.tag)) {
				link.acks.add(event.tag);
			}
		}

	}

}
