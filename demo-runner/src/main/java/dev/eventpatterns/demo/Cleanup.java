package dev.eventpatterns.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Everything that has to be closed when the command ends, however it ends: the last
 * opened first, each once.
 */
public final class Cleanup implements AutoCloseable {

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private boolean closed;

	/**
	 * Takes over the closing of something.
	 * @param resource what to close; at once, when the cleanup is over already
	 * @return the resource
	 */
	public <T extends AutoCloseable> T add(T resource) {
		synchronized (this) {
			if (!this.closed) {
				this.open.push(resource);
				return resource;
			}
		}
		closeQuietly(resource);
		throw new DemoFailure("The demo is being closed.");
	}

	/**
	 * Closes what was added. A resource that cannot be closed does not keep the others
	 * open.
	 */
	@Override
	public void close() {
		while (true) {
			AutoCloseable next;
			synchronized (this) {
				this.closed = true;
				if (this.open.isEmpty()) {
					return;
				}
				next = this.open.pop();
			}
			closeQuietly(next);
		}
	}

	private static void closeQuietly(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			// It ends with this JVM at the latest: every process is started guarded.
		}
	}

}
