package dev.eventpatterns.lab;

import org.opentest4j.TestAbortedException;

/**
 * Skips tests that this machine cannot run, with a line that says so on the console,
 * where a build tool only shows their number.
 */
final class Skip {

	private Skip() {
	}

	static void unless(boolean possible, String what, String why) {
		if (!possible) {
			System.out.println(what + " is skipped: " + why);
			throw new TestAbortedException(why);
		}
	}

}
