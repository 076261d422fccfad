package dev.eventpatterns.threaddelegate;

/**
 * Whoever assigns events, as {@link Holds} sees it: contexts can be held, so that none of
 * their events is given to a delegate.
 *
 * @param <E> the events
 */
public interface Holdable<E> {

	/** An event is out of the hands of its delegate, and its followers are held. */
	void hold(Assignment<E> inHand);

	/**
	 * Holds a context, whether anything of it is known or not. A delegate that has an
	 * event of it in hand may finish.
	 */
	void holdBack(String context);

	/**
	 * Lets what waits in a held context go on.
	 * @param context the context
	 * @return whether it was held
	 */
	boolean free(String context);

}
