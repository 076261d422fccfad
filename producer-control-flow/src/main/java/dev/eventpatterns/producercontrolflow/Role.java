package dev.eventpatterns.producercontrolflow;

/** The roles as profile expressions. With none active, one process plays all. */
public final class Role {

	public static final String CONTROLLER = "controller | (!producer & !consumer)";

	public static final String PRODUCER = "producer | (!controller & !consumer)";

	public static final String CONSUMER = "consumer | (!controller & !producer)";

	private Role() {
	}

}
