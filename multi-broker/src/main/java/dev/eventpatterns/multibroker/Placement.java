package dev.eventpatterns.multibroker;

/** Chooses the broker of an order. Guarded by the dispatcher. */
public sealed interface Placement permits SpreadPlacement, ContextPlacement {

	/**
	 * Gives an order to a broker.
	 * @param parcel the order
	 * @param fleet the brokers
	 * @param bounded whether a broker's window counts
	 * @return false if none may have it now
	 */
	boolean place(Parcel parcel, Fleet fleet, boolean bounded);

	/** A broker has confirmed an order. */
	default void confirmed(Parcel parcel, String broker) {
	}

	/** The broker of an order is lost before it has confirmed. */
	default void displaced(Parcel parcel) {
	}

	/** All that a broker had when this process began is done. */
	default void cleared(String broker) {
	}

}
