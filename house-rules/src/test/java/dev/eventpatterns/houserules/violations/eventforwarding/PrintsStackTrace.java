package dev.eventpatterns.houserules.violations.eventforwarding;

/** Breaks: patterns do not print. */
public final class PrintsStackTrace {

	void tell(Exception ex) {
		ex.printStackTrace();
	}

}
