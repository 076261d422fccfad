package dev.eventpatterns.threaddelegate;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Where the events of a context go that has more of them than memory should hold: to a
 * siding, a queue of its own for as long as it is busy, so that the train behind it can
 * pass.
 * <p>
 * A context gets a siding when as many of its events are in memory as may be and one more
 * arrives. <em>All</em> of them are copied there, oldest first, and whatever arrives of
 * it goes there too. So a siding holds every event of its context that is not done, in
 * order, and what the main queue delivers again after a crash is a copy of that or newer:
 * it goes behind. What is in memory is handled there and acknowledged together with its
 * copy. The siding is free once the last event that was put in has come back, and all
 * that came are done.
 * <p>
 * Whose a siding is, a label says. An event is acknowledged in the main queue only when
 * it and the label are stored. What is in a siding without a label, or under an older
 * one, is therefore done or still in the main queue, and is dropped. So no order of acks
 * between queues is relied on.
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

	private final Turns turns = new Turns();

	private final SidingTable<E> table = new SidingTable<>();

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
	public void recover(SidingLabel label) {
		this.turns.take(() -> {
			Siding<E> siding = this.table.open(label, this.yard);
			siding.labelled();
			siding.mark(this.names.get());
		});
	}

	/** An event has come from the main queue. */
	public void arrived(String name, E event) {
		this.turns.take(() -> receive(name, event));
	}

	private void receive(String name, E event) {
		SidedContext<E> context = this.table.context(name);
		if (context.siding == null && context.inMemory.size() >= this.maxPerContext) {
			openFor(context);
		}
		if (context.siding != null) {
			context.siding.put(this.names.get(), event);
		}
		else {
			context.inMemory.add(event);
			this.yard.run(name, event);
		}
	}

	/** As {@link #arrived}, but the event goes first; the caller lets it run. */
	public void arrivedMended(String name, E event) {
		this.turns.take(() -> this.table.context(name).addFirst(event));
	}

	private void openFor(SidedContext<E> context) {
		int free = this.table.free();
		if (free <= this.usable) {
			Siding<E> siding = this.table.open(new SidingLabel(free, context.name, this.names.get()), this.yard);
			this.yard.label(siding.label);
			context.inMemory.forEach((event) -> siding.copy(this.names.get(), event));
		}
	}

	/** The label is stored: what is in the siding counts. */
	public void labelled(SidingLabel label) {
		this.turns.take(() -> {
			Siding<E> siding = this.table.find(label.siding(), label.opening());
			if (siding != null) {
				siding.labelled();
			}
		});
	}

	/** An event that was put into a siding is stored there. */
	public void stored(SidingLabel label, E event) {
		this.turns.take(() -> {
			Siding<E> siding = this.table.find(label.siding(), label.opening());
			if (siding != null) {
				siding.stored(event);
			}
			else {
				this.yard.settle(event);
			}
		});
	}

	/**
	 * An event has come back from a siding.
	 * @param number the siding
	 * @param opening under which opening it was put there
	 * @param place the place that it was given
	 * @param event the event as it came back
	 */
	public void returned(int number, String opening, String place, E event) {
		this.turns.take(() -> back(this.table.find(number, opening), place, event));
	}

	private void back(@Nullable Siding<E> siding, String place, E event) {
		if (siding == null) {
			this.yard.settle(event);
			return;
		}
		E inMemory = siding.takeCopy(place);
		if (inMemory == null) {
			siding.context.addReturned(event);
			this.yard.run(siding.context.name, event);
		}
		else if (!siding.context.pair(inMemory, event)) {
			this.yard.settle(event);
		}
		siding.back(place);
		closeIfEmpty(siding);
	}

	/** A mark has come back from a siding. */
	public void markReturned(int number, String opening, String place) {
		this.turns.take(() -> {
			Siding<E> siding = this.table.find(number, opening);
			if (siding != null) {
				siding.back(place);
				closeIfEmpty(siding);
			}
		});
	}

	/** An event that was let run is done, one way or another; it is settled soon. */
	public void done(String name, E event) {
		this.turns.leave(() -> finish(name, event));
	}

	private void finish(String name, E event) {
		SidedContext<E> context = this.table.context(name);
		E copy = context.remove(event);
		this.yard.settle(event);
		if (copy != null) {
			this.yard.settle(copy);
		}
		if (context.siding != null) {
			closeIfEmpty(context.siding);
		}
		this.table.forgetIfIdle(context);
	}

	private void closeIfEmpty(Siding<E> siding) {
		if (siding.isEmpty()) {
			this.table.close(siding);
			siding.close();
			// Whoever went without a siding because there was none gets the free one.
			this.table.fullest(this.maxPerContext).ifPresent(this::openFor);
		}
	}

	/** The labels of the sidings in use. */
	public List<SidingLabel> labels() {
		return this.turns.ask(this.table::labels);
	}

}
