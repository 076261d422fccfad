package dev.eventpatterns.threaddelegate;

/**
 * What {@link Sidings} asks of its surroundings. All calls come one at a time, in the
 * order in which they must take effect; none may wait for an answer.
 *
 * @param <E> the events
 */
public interface Yard<E> {

	/**
	 * Stores a label where it outlives this process. Once it is stored,
	 * {@link Sidings#labelled} is called.
	 */
	void label(SidingLabel label);

	/** Removes a label. */
	void unlabel(SidingLabel label);

	/**
	 * Puts an event at the end of a siding, with the label's opening and the place. Once
	 * it is stored, {@link Sidings#stored} is called; once it comes back,
	 * {@link Sidings#returned}.
	 */
	void put(SidingLabel label, String place, E event);

	/** Puts a mark at the end of a siding: no event, but it comes back like one. */
	void mark(SidingLabel label, String place);

	/** Lets an event be handled, after all others of its context that were given here. */
	void run(String context, E event);

	/**
	 * The event may be acknowledged where it came from: it is done, or safe elsewhere.
	 */
	void settle(E event);

}
