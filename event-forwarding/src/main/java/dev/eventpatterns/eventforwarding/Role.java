package dev.eventpatterns.eventforwarding;

/**
 * The hops as profile expressions. With none of the three active, one process plays all
 * of them.
 */
public final class Role {

	public static final String INTAKE = "intake | (!forwarder & !store)";

	public static final String FORWARDER = "forwarder | (!intake & !store)";

	public static final String STORE = "store | (!intake & !forwarder)";

	private Role() {
	}

}
