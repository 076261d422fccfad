package dev.eventpatterns.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Sends signals that the JDK has no method for.
 */
final class Signals {

	private Signals() {
	}

	/**
	 * Sends a signal; a process that is gone already is no error.
	 * @param signal its name without SIG
	 * @param target a process id, or a minus sign and the id of a process group
	 */
	static void send(String signal, String target) {
		try {
			Process kill = new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", signal, target)
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (!kill.waitFor(10, TimeUnit.SECONDS)) {
				kill.destroyForcibly();
				throw new IllegalStateException("Could not send SIG" + signal + " to " + target + " within 10 s");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot send SIG" + signal + ": " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
