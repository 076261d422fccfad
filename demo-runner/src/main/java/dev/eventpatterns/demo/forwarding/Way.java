package dev.eventpatterns.demo.forwarding;

/**
 * The two ways of forwarding that are compared.
 */
enum Way {

	FIRE_AND_FORGET("fire-and-forget"), GUARANTEED("guaranteed");

	private final String mode;

	Way(String mode) {
		this.mode = mode;
	}

	/** The value of the application's property event-forwarding.mode. */
	String mode() {
		return this.mode;
	}

}
