package dev.eventpatterns.multibroker;

/** How {@link Routing#SPREAD} chooses among brokers. */
public enum Selection {

	/** Of two that chance names, the one with less unconfirmed and quicker confirms. */
	POWER_OF_TWO,

	/** One after the other. */
	ROUND_ROBIN

}
