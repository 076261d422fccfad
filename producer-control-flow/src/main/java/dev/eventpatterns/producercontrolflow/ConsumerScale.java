package dev.eventpatterns.producercontrolflow;

/**
 * How far a supervisor has scaled the consumers of the channel.
 *
 * @param consumers how many there are
 * @param cap how many there may be
 */
public record ConsumerScale(int consumers, int cap) {

	/** Whether there could be more: then producers need not wait yet. */
	boolean canGrow() {
		return this.consumers < this.cap;
	}

}
