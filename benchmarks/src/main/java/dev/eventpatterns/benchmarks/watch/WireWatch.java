package dev.eventpatterns.benchmarks.watch;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Looks again and again how many connections there are, and in the end how many bytes
 * went.
 */
final class WireWatch {

	private static final long LOOK_NANOS = 1_000_000;

	private final IntSupplier connections;

	private final LongSupplier bytes;

	private final long bytesBefore;

	private final long begun = System.nanoTime();

	private final Thread thread = new Thread(this::look, "wire-watch");

	private volatile boolean over;

	private volatile int most;

	WireWatch(IntSupplier connections, LongSupplier bytes) {
		this.connections = connections;
		this.bytes = bytes;
		this.bytesBefore = bytes.getAsLong();
		this.most = connections.getAsInt();
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void look() {
		while (!this.over) {
			this.most = Math.max(this.most, this.connections.getAsInt());
			LockSupport.parkNanos(LOOK_NANOS);
		}
	}

	Told.Wire end() throws InterruptedException {
		this.over = true;
		this.thread.join();
		return new Told.Wire(this.most, this.bytes.getAsLong() - this.bytesBefore,
				(System.nanoTime() - this.begun) / 1e9);
	}

}
