package dev.eventpatterns.threaddelegate;

import java.util.concurrent.locks.Condition;

/** A delegate without work. */
final class Sleeper {

	final Condition wake;

	boolean woken;

	Sleeper(Condition wake) {
		this.wake = wake;
	}

}
