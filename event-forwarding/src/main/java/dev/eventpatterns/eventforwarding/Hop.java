package dev.eventpatterns.eventforwarding;

/** The hops that publish, each with a window of its own. */
public enum Hop {

	INTAKE, FORWARDER;

	/** The hop's name in meters, threads and connections. */
	public String label() {
		return name().toLowerCase(java.util.Locale.ROOT);
	}

}
