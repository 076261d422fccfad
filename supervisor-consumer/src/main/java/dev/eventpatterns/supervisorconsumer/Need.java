package dev.eventpatterns.supervisorconsumer;

/**
 * How many consumers a channel needs, as far as a policy can tell.
 *
 * @param consumers how many, without regard to bounds; -1 where the policy cannot tell
 * @param reason why, in words and figures
 */
public record Need(int consumers, String reason) {

	private static final int UNKNOWN = -1;

	/** The policy cannot tell. */
	public static Need unknown(String reason) {
		return new Need(UNKNOWN, reason);
	}

	/** Whether the policy can tell. */
	public boolean known() {
		return this.consumers != UNKNOWN;
	}

	/** A number of consumers that is not a whole one, rounded up. */
	static Need of(double consumers, String reason) {
		return new Need((int) Math.min(Math.ceil(consumers - 1e-9), Integer.MAX_VALUE), reason);
	}

}
