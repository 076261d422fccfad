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
 * A broker and a consumer as far as {@link Sidings} can tell: everything that is sent
 * takes its time, acks may take effect later than what is published after them, and a
 * crash keeps or drops what is under way. Each step is chosen at random from those that
 * are possible.
 * <p>
 * Events are numbered per context. They carry nothing that the code under test could tell
 * them apart by.
 */
final class SidingsModel {

	private static final int MAIN = 0;

	private static final int LABELS = -1;

	private final Random random;

	private final int sidings;

	private final int maxPerContext;

	private final int prefetch;

	private final Map<Integer, Queue> queues = new TreeMap<>();

	private final Map<String, Integer> published = new HashMap<>();

	/** What was completed, each where it came first. */
	private final Map<String, Integer> completed = new HashMap<>();

	private AllocationMap<Event> map = new AllocationMap<>();

	private final Map<Integer, Assignment<Event>> running = new TreeMap<>();

	private Client client;

	/** Of how many chances an ack takes one: some brokers are slow to see to them. */
	private int laziness;

	private int names;

	int sided;

	int crashes;

	SidingsModel(long seed, int sidings, int maxPerContext, int prefetch) {
		this.random = new Random(seed);
		this.laziness = 1 + this.random.nextInt(12);
		this.sidings = sidings;
		this.maxPerContext = maxPerContext;
		this.prefetch = prefetch;
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
			else {
				step();
			}
		}
		this.laziness = 1;
		List.of("A", "B", "C").forEach(this.map::free);
		while (step()) {
			List.of("A", "B", "C").forEach(this.map::free);
		}
		assertThat(this.completed).as("all are completed").isEqualTo(this.published);
		assertThat(this.client.sidings.labels()).as("sidings in use").isEmpty();
		assertThat(this.map.inFlight()).isZero();
		this.queues.forEach((name, queue) -> {
			assertThat(queue.ready).as("left in queue " + name).isEmpty();
			assertThat(queue.owner().unacknowledged).as("unacknowledged in queue " + name).isEmpty();
		});
	}

	private void publish(char context) {
		int number = this.published.merge(String.valueOf(context), 1, Integer::sum);
		this.queues.get(MAIN).ready.addLast(new Message(String.valueOf(context), number, null, "", false));
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
		int dice = this.random.nextInt(20);
		if (dice == 0) {
			this.map.rest(assignment);
			this.map.resume(assignment.context());
			return true;
		}
		Event event = assignment.event();
		int before = this.completed.getOrDefault(assignment.context(), 0);
		assertThat(event.message.number).as("%s completes in order, after %d", assignment.context(), before)
			.isLessThanOrEqualTo(before + 1);
		this.completed.put(assignment.context(), Math.max(before, event.message.number));
		if (dice == 1) {
			this.map.hold(assignment);
		}
		else {
			this.map.release(assignment);
		}
		Client owner = event.client;
		owner.finished.addLast(() -> owner.done(event));
		return true;
	}

	/** The connection is lost, and perhaps the process with all that it knew. */
	private void crash() {
		this.crashes++;
		if (this.random.nextBoolean()) {
			this.map = new AllocationMap<>();
			this.running.clear();
		}
		else {
			this.map.forgetWaiting((event) -> true);
			if (this.random.nextBoolean()) {
				List.of("A", "B", "C").forEach(this.map::free);
			}
		}
		this.client = new Client();
	}

	private record Message(String context, int number, @Nullable SidingLabel label, String place, boolean probe) {
	}

	/** By identity, as the deliveries of a broker are. */
	private static final class Event {

		private final Client client;

		private final int queue;

		private final long tag;

		private final Message message;

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
			queue.ready.addLast(this.publishes.removeFirst());
			this.confirms.addLast(this.whenStored.removeFirst());
			return true;
		}

		boolean applyAck() {
			return !this.acks.isEmpty() && SidingsModel.this.random.nextInt(SidingsModel.this.laziness) == 0
					&& this.unacknowledged
						.remove(this.acks.remove(SidingsModel.this.random.nextInt(this.acks.size()))) != null;
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
				(name) -> send(LABELS, new Message("", 0, null, name, true), () -> {
				}), (tag) -> link(LABELS).acks.add(tag));

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
			if (queue == MAIN) {
				this.sidings.arrived(message.context, event);
			}
			else if (message.probe) {
				settle(event);
				this.sidings.markReturned(queue, message.label.opening(), message.place);
			}
			else {
				this.sidings.returned(queue, message.label.opening(), message.place, event);
			}
			SidingsModel.this.map.allocations()
				.forEach((row) -> assertThat(row.inFlight()).as("in memory of " + row.context())
					.isLessThanOrEqualTo(SidingsModel.this.prefetch));
		}

		private void label(long tag, Message message) {
			if (message.label != null) {
				this.labels.label(tag, message.label);
				return;
			}
			List<SidingLabel> inUse = this.labels.probe(tag, message.place);
			if (inUse != null) {
				inUse.forEach(this.sidings::recover);
				this.links.values().forEach((link) -> link.consuming = true);
			}
		}

		void done(Event event) {
			this.sidings.done(event.message.context, event);
		}

		@Override
		public void label(SidingLabel label) {
			this.labels.add(label);
			send(LABELS, new Message(label.context(), 0, label, "", false), () -> this.sidings.labelled(label));
		}

		@Override
		public void unlabel(SidingLabel label) {
			this.labels.remove(label.opening());
		}

		@Override
		public void put(SidingLabel label, String place, Event event) {
			assertThat(event.message.context).isEqualTo(label.context());
			SidingsModel.this.sided++;
			send(label.siding(), new Message(label.context(), event.message.number, label, place, false),
					() -> this.sidings.stored(label, event));
		}

		@Override
		public void mark(SidingLabel label, String place) {
			send(label.siding(), new Message(label.context(), 0, label, place, true), () -> {
			});
		}

		@Override
		public void run(String context, Event event) {
			assertThat(SidingsModel.this.client).as("runs for the stay that is on").isSameAs(this);
			SidingsModel.this.map.add(context, event);
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
