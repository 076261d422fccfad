package dev.eventpatterns.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that does not outlive this JVM. It is killed with everything it has started
 * when this JVM ends, even when this JVM is killed with {@code kill -9}, and the folders
 * given to {@link GuardedCommand#removeAtEnd(Path...)} are removed then.
 * <p>
 * A small shell process stands between the two: it holds one end of a pipe whose other
 * end only this JVM has. The command runs in a session of its own, so that a Ctrl-C in
 * the terminal reaches this JVM and not the command. A descendant that opens another
 * session escapes.
 */
public final class GuardedProcess implements AutoCloseable {

	private static final Duration END = Duration.ofSeconds(10);

	private final Process guard;

	private final long pid;

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	GuardedProcess(Process guard, BufferedReader says) throws IOException {
		this.guard = guard;
		String first = says.readLine();
		if (first == null || !first.startsWith("pid ")) {
			throw new IOException("setsid and sh are needed to start a process, and did not start one: " + first);
		}
		this.pid = Long.parseLong(first.substring(4));
		Thread listener = new Thread(() -> listen(says), "guard-of-" + this.pid);
		listener.setDaemon(true);
		listener.start();
	}

	/**
	 * Describes a process to start.
	 * @param command the program and its arguments
	 * @return the command, to be completed and started
	 */
	public static GuardedCommand command(String... command) {
		return new GuardedCommand(List.of(command));
	}

	/**
	 * Describes a process to start.
	 * @param command the program and its arguments
	 * @return the command, to be completed and started
	 */
	public static GuardedCommand command(List<String> command) {
		return new GuardedCommand(command);
	}

	/**
	 * The process id of the command itself.
	 * @return the process id
	 */
	public long pid() {
		return this.pid;
	}

	public boolean isAlive() {
		return !this.exit.isDone();
	}

	/**
	 * Completes when the command has ended.
	 * @return the command's exit status; 128 + the signal's number when a signal ended it
	 */
	public CompletableFuture<Integer> onExit() {
		return this.exit.copy();
	}

	/**
	 * Ends the command and what it has started at once, with SIGKILL, and returns when it
	 * is gone. Does nothing when it has ended already.
	 */
	public void kill() {
		signalGroup("KILL");
		if (!endsWithin(END)) {
			throw new IllegalStateException("Process " + this.pid + " is still there " + END.toSeconds()
					+ " s after SIGKILL: it hangs in the operating system");
		}
	}

	/**
	 * Asks the command to end, with SIGTERM, and kills it when it does not.
	 * @param grace how long it has
	 * @return true when it ended by itself, false when it had to be killed
	 */
	public boolean stop(Duration grace) {
		if (isAlive()) {
			thaw();
			Signals.send("TERM", String.valueOf(this.pid));
		}
		if (endsWithin(grace)) {
			return true;
		}
		kill();
		return false;
	}

	/**
	 * Stops the command and what it has started from running, with SIGSTOP. Its
	 * connections stay open and nobody answers on them.
	 */
	public void freeze() {
		signalGroup("STOP");
	}

	/**
	 * Lets a frozen command run on, with SIGCONT.
	 */
	public void thaw() {
		signalGroup("CONT");
	}

	/**
	 * Kills the command when it is still running. Folders stay: whoever closes in order
	 * removes what is no longer needed.
	 */
	@Override
	public void close() {
		kill();
		try (OutputStream pipe = this.guard.getOutputStream()) {
			pipe.write("release\n".getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			// The guard is gone already, which is what we wanted.
		}
	}

	private void signalGroup(String signal) {
		if (isAlive()) {
			Signals.send(signal, "-" + this.pid);
		}
	}

	private boolean endsWithin(Duration time) {
		try {
			this.exit.get(time.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private void listen(BufferedReader says) {
		int status = -1;
		try (says) {
			String line = says.readLine();
			if (line != null && line.startsWith("exit ")) {
				status = Integer.parseInt(line.substring(5));
			}
		}
		catch (IOException ex) {
			// Somebody killed the guard: the command's end is then all that we can tell.
			ProcessHandle.of(this.pid).ifPresent(ProcessHandle::destroyForcibly);
		}
		this.exit.complete(status);
	}

}
