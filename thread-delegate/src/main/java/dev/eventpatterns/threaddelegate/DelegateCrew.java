package dev.eventpatterns.threaddelegate;

/**
 * The delegates of this process, as one sees them who decides how many there are to be.
 * The number may be changed while they work: new ones begin at once, and one that is not
 * needed any more finishes its event first, so nothing is delivered again for that.
 */
public interface DelegateCrew {

	/** How many there are, those included that finish their last event. */
	int size();

	/** How many of them handle an event. */
	int busy();

	/**
	 * How many events in memory wait for a delegate, or for another of their context.
	 * Those do not count whose context is held or rests: more delegates do not help them.
	 */
	int waiting();

	/** How many contexts are held. */
	int held();

	/** How many times an event was handled, well or not. */
	long completed();

	/** How long that took, in all, in nanoseconds. */
	long workedNanos();

	/** Whether this process consumes, and does not wait for another one to end. */
	boolean isServing();

	/**
	 * Changes how many there are.
	 * @param delegates how many there are to be, at least 1
	 */
	void resize(int delegates);

}
