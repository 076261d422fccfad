package dev.eventpatterns.demo.blueprint;

/**
 * How the system was at a moment.
 *
 * @param second since the scenario began
 * @param ready orders that waited in the queue
 * @param sided orders that waited in sidings
 * @param waiting orders in memory that waited for a delegate
 * @param delegates how many there were
 * @param busy how many of them had an order in hand
 * @param held accounts that waited for a failed order
 * @param backlog orders that the producer kept back
 * @param throttled whether a signal held the producer back
 * @param accepted orders that were accepted so far
 * @param processed orders that were processed so far
 * @param up whether the broker answered
 */
record Moment(double second, long ready, long sided, int waiting, int delegates, int busy, int held, long backlog,
		boolean throttled, int accepted, int processed, boolean up) {

	/** What can wait without anybody noticing. */
	private static final int FEW = 60;

	/**
	 * Whether nothing is left of any trouble.
	 * @param patients accounts that wait for a person, who is not to be counted on
	 */
	boolean well(int patients) {
		return this.up && !this.throttled && this.ready + this.sided + this.waiting + this.backlog <= FEW
				&& this.held <= patients;
	}

}
