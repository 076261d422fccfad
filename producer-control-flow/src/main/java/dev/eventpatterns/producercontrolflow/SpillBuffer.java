package dev.eventpatterns.producercontrolflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderParser;
import dev.eventpatterns.trading.WireForm;

/**
 * A buffer on disk. A caller is answered when its orders are in a file and the file has
 * been forced to the disk, so they survive a kill of the process, and of the machine if
 * its disk keeps its word. They are sent in their order, at least once: after a kill
 * those come again whose confirm was not noted. When the files have reached their bound,
 * callers are refused.
 */
public final class SpillBuffer implements OrderBuffer {

	/** How many orders are read from the disk at a time. */
	private static final int AHEAD = 1_000;

	private final SpillFiles files;

	private final long maxBytes;

	/** The oldest orders, read and not confirmed. */
	private final Deque<Spilled> ahead = new ArrayDeque<>();

	/** How many orders are on disk and not read. */
	private int unread;

	private SpillBuffer(SpillFiles files, long maxBytes) {
		this.files = files;
		this.maxBytes = maxBytes;
		this.unread = files.lines();
	}

	/**
	 * Opens a folder, with what an earlier process has left there.
	 * @param folder made if it is not there; one process has it at a time
	 * @param maxBytes the bound for all files together
	 * @return the buffer
	 * @throws IOException if the folder cannot be used, or is used by another process
	 */
	public static SpillBuffer open(Path folder, long maxBytes) throws IOException {
		return new SpillBuffer(SpillFiles.open(folder, Math.max(1, maxBytes / 8)), maxBytes);
	}

	@Override
	public synchronized void put(List<TradeOrder> orders) throws BufferFullException, IOException {
		StringBuilder lines = new StringBuilder();
		orders.forEach((order) -> lines.append(WireForm.JSON.write(order)).append('\n'));
		// Orders are ASCII: a character is a byte.
		if (this.files.bytes() + lines.length() > this.maxBytes) {
			throw new BufferFullException(
					"The %d bytes on disk for orders that wait are used up: producers are being held back"
						.formatted(this.maxBytes));
		}
		this.files.append(lines.toString(), orders.size());
		this.unread += orders.size();
		notifyAll();
	}

	@Override
	public synchronized boolean await(Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		long left = patience.toNanos();
		while (backlog() == 0 && left > 0) {
			TimeUnit.NANOSECONDS.timedWait(this, left);
			left = deadline - System.nanoTime();
		}
		return backlog() > 0;
	}

	@Override
	public synchronized List<TradeOrder> peek(int most) throws IOException {
		if (this.ahead.size() < most && this.unread > 0) {
			for (String line : this.files.read(AHEAD)) {
				this.unread--;
				keep(line);
			}
		}
		return this.ahead.stream().limit(most).map(Spilled::order).toList();
	}

	private void keep(String line) throws IOException {
		try {
			this.ahead.addLast(new Spilled(TradeOrderParser.parseJson(line), line.length() + 1));
		}
		catch (MalformedOrderException ex) {
			// Only a damaged disk does that. It must not stop the others.
			this.files.setAside(line);
			Spilled last = this.ahead.pollLast();
			if (last == null) {
				this.files.confirm(line.length() + 1);
			}
			else {
				this.ahead.addLast(new Spilled(last.order(), last.bytes() + line.length() + 1));
			}
		}
	}

	@Override
	public synchronized void remove(int count) throws IOException {
		long bytes = 0;
		for (int i = 0; i < count; i++) {
			bytes += this.ahead.removeFirst().bytes();
		}
		this.files.confirm(bytes);
	}

	@Override
	public synchronized int backlog() {
		return this.ahead.size() + this.unread;
	}

	@Override
	public synchronized double fill() {
		return Math.min(1, (double) this.files.bytes() / this.maxBytes);
	}

	@Override
	public synchronized void close() throws IOException {
		this.files.close();
	}

	/** An order, and what it takes on disk with what was set aside behind it. */
	private record Spilled(TradeOrder order, long bytes) {
	}

}
