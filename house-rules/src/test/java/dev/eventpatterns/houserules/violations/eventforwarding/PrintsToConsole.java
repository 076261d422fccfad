package dev.eventpatterns.houserules.violations.eventforwarding;

/** Breaks: patterns do not print. */
public final class PrintsToConsole {

	void tell() {
		System.out.println("stored");
	}

}
