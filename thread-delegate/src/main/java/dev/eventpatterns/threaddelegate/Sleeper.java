package dev.eventpatterns.threaddelegate;

import java.util.concurrent.locks.Condition;

/** A delegate without work. */
final class Sleeper {

	final int delegate;

	final Condition wake;

	boolean woken;

	Sleeper(int delegate, Condition wake) {
		this.delegate = delegate;
		this.wake = wake;
	}

}
