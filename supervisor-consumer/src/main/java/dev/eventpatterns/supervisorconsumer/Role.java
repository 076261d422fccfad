package dev.eventpatterns.supervisorconsumer;

/** The roles as profile expressions. With none active, one process plays both. */
public final class Role {

	public static final String PRODUCER = "producer | !consumer";

	public static final String CONSUMER = "consumer | !producer";

	private Role() {
	}

}
