package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Where the events of a context go that has more of them than memory should hold: to a
 * siding, a queue of its own for as long as it is busy, so that the train behind it can
 * pass.
 * <p>
 * A context gets a siding when an event of it arrives and as many are in memory as may
 * be. <em>All</em> that it has in memory is copied there, oldest first, and everything
 * that arrives of it goes there from then on. So after a crash a siding holds every event
 * of its context that was not done, in order, and what the main queue delivers again is
 * either a copy of that or newer: it goes behind it. The events in memory stay there and
 * are handled; their copies are acknowledged with them when they come back. Once the last
 * event that was put in has come back, and all that came are done, the context is served
 * from the main queue again.
 * <p>
 * Whose a siding is, a label says that is stored before anything in it counts: an event
 * is acknowledged in the main queue only when both it and the label are stored. What is
 * found in a siding without a label, or under an older one, is therefore done or still in
 * the main queue, and is dropped. So no order of acks between queues is relied on.
 * <p>
 * Lasts as long as a stay at the queues. May be used by any number of threads; events of
 * one context must come from one thread for each queue.
 *
 * @param <E> the events, which are told apart by their identity
 */
public final class Sidings<E> {

	private final int usable;

	private final int maxPerContext;

	private final Supplier<String> names;

	private final Yard<E> yard;

	private final Map<Integer, Siding<E>> open = new TreeMap<>();

	private final Map<String, Context<E>> contexts = new HashMap<>();

	/**
	 * Sidings that nobody uses yet.
	 * @param usable how many there are, from 0
	 * @param maxPerContext how many events of a context may be in memory, from 1
	 * @param names gives names that were never given before, by any process
	 * @param yard where they are
	 */
	public Sidings(int usable, int maxPerContext, Supplier<String> names, Yard<E> yard) {
		this.usable = usable;
		this.maxPerContext = maxPerContext;
		this.names = names;
		this.yard = yard;
	}

	/**
	 * Takes over a siding as a former stay left it. To be called before any event comes.
	 * @param label its label
	 */
	public synchronized void recover(SidingLabel label) {
		Siding<E> siding = assign(label);
		siding.labelled = true;
		siding.lastPut = this.names.get();
		this.yard.mark(label, siding.lastPut);
	}

	/** An event has come from the main queue. */
	public synchronized void arrived(String name, E event) {
		Context<E> context = context(name);
		if (context.siding == null && context.inMemory.size() >= this.maxPerContext) {
			openFor(name, context);
		}
		if (context.siding != null) {
			put(context.siding, event);
		}
		else {
			context.inMemory.add(event);
			this.yard.run(name, event);
		}
	}

	/**
	 * An event has come from the main queue that must not wait behind its context. It is
	 * for the caller to let it run.
	 */
	public synchronized void arrivedMended(String name, E event) {
		Context<E> context = context(name);
		List<E> followers = List.copyOf(context.inMemory);
		context.inMemory.clear();
		context.inMemory.add(event);
		context.inMemory.addAll(followers);
	}

	private void openFor(String name, Context<E> context) {
		int free = 1;
		while (this.open.containsKey(free)) {
			free++;
		}
		if (free > this.usable) {
			return;
		}
		Siding<E> siding = assign(new SidingLabel(free, name, this.names.get()));
		this.yard.label(siding.label);
		for (E event : context.inMemory) {
			siding.copies.put(put(siding, event), event);
		}
	}

	private Siding<E> assign(SidingLabel label) {
		Siding<E> siding = new Siding<>(label);
		this.open.put(label.siding(), siding);
		context(label.context()).siding = siding;
		return siding;
	}

	private String put(Siding<E> siding, E event) {
		siding.lastPut = this.names.get();
		siding.lastPutIsBack = false;
		this.yard.put(siding.label, siding.lastPut, event);
		return siding.lastPut;
	}

	/** The label is stored: what is in the siding counts. */
	public synchronized void labelled(SidingLabel label) {
		Siding<E> siding = open(label.siding(), label.opening());
		if (siding != null) {
			siding.labelled = true;
			siding.stored.forEach(this.yard::settle);
			siding.stored.clear();
		}
	}

	/** An event that was put into a siding is stored there. */
	public synchronized void stored(SidingLabel label, E event) {
		Siding<E> siding = open(label.siding(), label.opening());
		if (siding != null && !siding.labelled) {
			siding.stored.add(event);
		}
		else {
			this.yard.settle(event);
		}
	}

	/**
	 * An event has come back from a siding.
	 * @param number the siding
	 * @param opening under which opening it was put there
	 * @param place the place that it was given
	 * @param event the event as it came back
	 */
	public synchronized void returned(int number, String opening, String place, E event) {
		Siding<E> siding = open(number, opening);
		if (siding == null) {
			this.yard.settle(event);
			return;
		}
		Context<E> context = context(siding.label.context());
		E inMemory = siding.copies.remove(place);
		if (inMemory == null) {
			context.inMemory.add(event);
			context.back.put(event, event);
			this.yard.run(siding.label.context(), event);
		}
		else if (context.inMemory.contains(inMemory)) {
			context.back.put(inMemory, event);
		}
		else {
			this.yard.settle(event);
		}
		passed(siding, place);
	}

	/** A mark has come back from a siding. */
	public synchronized void markReturned(int number, String opening, String place) {
		Siding<E> siding = open(number, opening);
		if (siding != null) {
			passed(siding, place);
		}
	}

	/** An event that was let run is done, one way or another. */
	public synchronized void done(String name, E event) {
		Context<E> context = context(name);
		context.inMemory.remove(event);
		this.yard.settle(event);
		E copy = context.back.remove(event);
		if (copy != null && copy != event) {
			this.yard.settle(copy);
		}
		if (context.siding != null) {
			closeIfEmpty(context.siding);
		}
		else if (context.inMemory.isEmpty()) {
			this.contexts.remove(name);
		}
	}

	private void passed(Siding<E> siding, String place) {
		if (place.equals(siding.lastPut)) {
			siding.lastPutIsBack = true;
			closeIfEmpty(siding);
		}
	}

	private void closeIfEmpty(Siding<E> siding) {
		Context<E> context = context(siding.label.context());
		if (siding.lastPutIsBack && context.back.isEmpty()) {
			context.siding = null;
			this.open.remove(siding.label.siding());
			this.yard.unlabel(siding.label);
			siding.stored.forEach(this.yard::settle);
			if (context.inMemory.isEmpty()) {
				this.contexts.remove(siding.label.context());
			}
			openForTheFullest();
		}
	}

	/** Whoever went without a siding because there was none gets the free one. */
	private void openForTheFullest() {
		this.contexts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().siding == null && entry.getValue().inMemory.size() > this.maxPerContext)
			.max(Comparator.comparingInt((entry) -> entry.getValue().inMemory.size()))
			.ifPresent((entry) -> openFor(entry.getKey(), entry.getValue()));
	}

	private Context<E> context(String name) {
		return this.contexts.computeIfAbsent(name, (key) -> new Context<>());
	}

	private @Nullable Siding<E> open(int number, String opening) {
		Siding<E> siding = this.open.get(number);
		return (siding != null && siding.label.opening().equals(opening)) ? siding : null;
	}

	/** The labels of the sidings in use. */
	public synchronized List<SidingLabel> labels() {
		List<SidingLabel> labels = new ArrayList<>();
		this.open.values().forEach((siding) -> labels.add(siding.label));
		return labels;
	}

	private static final class Context<E> {

		/** What was let run and is not done, oldest first. */
		private final Set<E> inMemory = new LinkedHashSet<>();

		/** What of it has come back from the siding, and as what. */
		private final Map<E, E> back = new LinkedHashMap<>();

		private @Nullable Siding<E> siding;

	}

	private static final class Siding<E> {

		private final SidingLabel label;

		/** Events in memory whose copies have not come back, by their places. */
		private final Map<String, E> copies = new HashMap<>();

		/** What was stored before the label was. */
		private final List<E> stored = new ArrayList<>();

		private boolean labelled;

		private String lastPut = "";

		private boolean lastPutIsBack;

		Siding(SidingLabel label) {
			this.label = label;
		}

	}

}
