package dev.eventpatterns.threaddelegate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which contexts are held, each for an event of it that has failed for good. Its
 * followers go on when an event with the same id has come back and is done, or when
 * somebody releases the context.
 * <p>
 * A hold outlives the process, because each step is stored before the next one:
 * <ol>
 * <li>The event has failed: {@link #failed}. The context's label is stored, then the
 * event is handed over, then it is acknowledged. Whatever is lost in between, the event
 * is delivered again: with a label as the one that is waited for, else as any other.
 * <li>It comes back and goes first: {@link #mendedBy}. The label stays, because after a
 * crash the broker delivers the followers, which are older, before it.
 * <li>It is done: {@link #mended}. The end of the hold is stored, then the event is
 * acknowledged and the followers go on: {@link #released}. If they went on before, one of
 * them could fail, and two labels would be in force.
 * </ol>
 * What is held lasts as long as a stay at the queue; the next stay takes it from the
 * labels: {@link #recover}. What happens to events of a stay that is over does not count,
 * for they are delivered again. May be used by any number of threads.
 *
 * @param <E> the events
 * @param <S> stays at a queue, which are told apart by their identity
 */
public final class Holds<E, S> {

	private final Holdable<E> contexts;

	private final Map<String, Entry<S>> entries = new HashMap<>();

	/** The stay that is on, by queue. */
	private final Map<String, S> stays = new HashMap<>();

	/**
	 * Nothing is held yet.
	 * @param contexts what can be
	 */
	public Holds(Holdable<E> contexts) {
		this.contexts = contexts;
	}

	/**
	 * A new stay at a queue begins. To be called before any event of it comes.
	 * @param queue the queue
	 * @param stay the stay
	 * @param found the labels in force
	 */
	public synchronized void recover(String queue, S stay, List<HoldLabel> found) {
		forget(queue);
		this.stays.put(queue, stay);
		for (HoldLabel label : found) {
			this.entries.put(label.context(), new Entry<>(new Hold<>(label, queue, stay), true));
			this.contexts.holdBack(label.context());
		}
	}

	/** Somebody else consumes from a queue, and sees to what is held of it. */
	public synchronized void forget(String queue) {
		this.stays.remove(queue);
		this.entries.values().removeIf((entry) -> {
			boolean isFromThere = entry.hold.queue().equals(queue);
			if (isFromThere) {
				this.contexts.free(entry.hold.label().context());
			}
			return isFromThere;
		});
	}

	/**
	 * Holds the followers of an event that has failed for good.
	 * @param failed the event
	 * @param hold its context's label, to be stored now unless it is already
	 * @return whether the stay is still on; if not, nothing is held
	 */
	public synchronized boolean failed(Assignment<E> failed, Hold<S> hold) {
		return enter(failed, hold, true);
	}

	/**
	 * Asks whether a held context waits for an event. If so it does no longer.
	 * @param context the context
	 * @param id the event's id
	 * @return what it ends once it is done, or null if nothing waits for it
	 */
	public synchronized @Nullable Hold<S> mendedBy(String context, String id) {
		Entry<S> entry = this.entries.get(context);
		if (entry == null || !entry.awaiting || !entry.hold.label().awaited().equals(id)) {
			return null;
		}
		this.entries.remove(context);
		return entry.hold;
	}

	/**
	 * Lets followers wait until the hold that an event has ended is {@link #released}.
	 * @param done the event
	 * @param ended the hold
	 * @return whether the stay is still on; if not, nothing is held
	 */
	public synchronized boolean mended(Assignment<E> done, Hold<S> ended) {
		return enter(done, ended, false);
	}

	private boolean enter(Assignment<E> inHand, Hold<S> hold, boolean awaiting) {
		if (this.stays.get(hold.queue()) != hold.stay()) {
			return false;
		}
		this.entries.put(inHand.context(), new Entry<>(hold, awaiting));
		this.contexts.hold(inHand);
		return true;
	}

	/**
	 * Ends a hold by hand: the context no longer waits for its event. Its followers go on
	 * once this is stored and {@link #released}.
	 * @return the hold, or null if the context is not held
	 */
	public synchronized @Nullable Hold<S> release(String context) {
		Entry<S> entry = this.entries.computeIfPresent(context, (name, held) -> new Entry<>(held.hold, false));
		return (entry != null) ? entry.hold : null;
	}

	/** The end of a hold is stored: its followers go on. */
	public synchronized void released(Hold<S> hold) {
		String context = hold.label().context();
		Entry<S> entry = this.entries.get(context);
		if (entry != null && entry.hold.equals(hold)) {
			this.entries.remove(context);
			this.contexts.free(context);
		}
	}

	/**
	 * The contexts that wait for an event.
	 * @return their names, sorted, for each queue that somebody here stays at
	 */
	public synchronized Map<String, List<String>> held() {
		Map<String, List<String>> held = new HashMap<>();
		this.stays.keySet().forEach((queue) -> held.put(queue, held(queue)));
		return held;
	}

	private List<String> held(String queue) {
		return this.entries.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().awaiting && entry.getValue().hold.queue().equals(queue))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
	}

	/**
	 * What is known of a held context.
	 *
	 * @param awaiting whether its event may still come back; if not, its end is being
	 * stored
	 */
	private record Entry<S>(Hold<S> hold, boolean awaiting) {
	}

}
