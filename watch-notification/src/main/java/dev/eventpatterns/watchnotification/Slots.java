package dev.eventpatterns.watchnotification;

/**
 * How many attempts may run at once, so that dead addresses cannot take the place of
 * others. An attempt at an address that did well last time gets a fast slot. If it is not
 * done soon it has to move to a slow slot, and the next one gets the fast slot. An
 * attempt at an address that failed last time gets a slow slot from the start. So known
 * dead addresses hold no fast slot at all, and newly dead ones hold one for a moment
 * only, as long as slow slots are left. Safe for use by several threads.
 */
public final class Slots {

	private int fast;

	private int slow;

	/**
	 * Creates slots that are all free.
	 * @param fast for addresses that did well, at least 1
	 * @param slow for those that did not or that take long, at least 1
	 */
	public Slots(int fast, int slow) {
		if (fast < 1 || slow < 1) {
			throw new IllegalArgumentException("at least 1 slot of each kind, were " + fast + " and " + slow);
		}
		this.fast = fast;
		this.slow = slow;
	}

	/** Whether a slot of the kind is free. */
	public synchronized boolean isFree(boolean suspect) {
		return (suspect ? this.slow : this.fast) > 0;
	}

	/**
	 * Takes a slot that is free.
	 * @param suspect whether the last attempt at the address failed
	 * @throws IllegalStateException if none is free
	 */
	public synchronized Slot take(boolean suspect) {
		if (!isFree(suspect)) {
			throw new IllegalStateException("no slot is free");
		}
		if (suspect) {
			this.slow--;
		}
		else {
			this.fast--;
		}
		return new Slot(suspect);
	}

	/** A slot that is taken. */
	public final class Slot {

		private boolean isSlow;

		private boolean released;

		private Slot(boolean isSlow) {
			this.isSlow = isSlow;
		}

		/**
		 * Makes room in the fast slots, because the attempt takes long.
		 * @return whether it is in a slow slot now, or over; if not, ask again
		 */
		public boolean giveWay() {
			synchronized (Slots.this) {
				if (this.isSlow || this.released) {
					return true;
				}
				if (Slots.this.slow == 0) {
					return false;
				}
				Slots.this.slow--;
				Slots.this.fast++;
				this.isSlow = true;
				return true;
			}
		}

		/** The attempt is over. Doing it again changes nothing. */
		public void release() {
			synchronized (Slots.this) {
				if (this.released) {
					return;
				}
				this.released = true;
				if (this.isSlow) {
					Slots.this.slow++;
				}
				else {
					Slots.this.fast++;
				}
			}
		}

	}

}
