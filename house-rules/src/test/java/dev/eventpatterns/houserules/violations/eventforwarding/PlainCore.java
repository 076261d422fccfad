package dev.eventpatterns.houserules.violations.eventforwarding;

/** Harmless. */
public final class PlainCore {

	final int size;

	public PlainCore(int size) {
		this.size = size;
	}

}
