package dev.eventpatterns.multibroker;

import java.util.Locale;

/** What a producer thinks of a broker. */
public enum BrokerState {

	/** Confirms in time. */
	UP,

	/** Takes long to confirm: gets new orders only where there is no other. */
	SUSPECT,

	/** Was lost, or did not confirm in time: gets none. */
	EJECTED,

	/** Is being tried, and gets none yet. */
	PROBING,

	/** Gets none any more, while consumers empty it. */
	DRAINING,

	/** Gets none, and has none left. */
	DRAINED;

	/** Whether it may be given orders. */
	public boolean takesOrders() {
		return this == UP || this == SUSPECT;
	}

	/** The name in answers and tags. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
