package dev.eventpatterns.ambulance;

import java.util.Locale;

/** The two lanes. Each is a queue, and a thread belongs to one of them. */
public enum Lane {

	PRIORITY, STANDARD;

	/** The lane's name in events, meters, threads and requests. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
