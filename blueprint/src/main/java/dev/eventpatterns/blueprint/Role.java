package dev.eventpatterns.blueprint;

/**
 * The roles as profile expressions, which are those of the parts too. With none active,
 * one process plays all.
 */
public final class Role {

	/** Takes orders over HTTP and obeys flow signals. */
	public static final String PRODUCER = "producer | (!consumer & !controller)";

	/** Dispatcher and delegates, their supervisor, and the urgent lane. */
	public static final String CONSUMER = "consumer | (!producer & !controller)";

	/** Who has to know how the channels are: supervisor and flow controller. */
	public static final String WATCHING = "consumer | controller | !producer";

	/** Who has to do with flow signals: producer and flow controller. */
	public static final String SIGNALLING = "producer | controller | !consumer";

	private Role() {
	}

}
