package dev.eventpatterns.lab;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The bytes that are on their way in one direction of one connection. When there are too
 * many, whoever brings more waits: the sender feels a slow receiver as it would without
 * the proxy.
 */
final class TcpChunks {

	private static final int MOST_BYTES = 1024 * 1024;

	private final Deque<Chunk> chunks = new ArrayDeque<>();

	private int bytes;

	private boolean closed;

	/** Adds a chunk; once closed, drops it. */
	synchronized void put(Chunk chunk) throws InterruptedException {
		while (this.bytes >= MOST_BYTES && !this.closed) {
			wait();
		}
		this.chunks.add(chunk);
		this.bytes += chunk.bytes().length;
		notifyAll();
	}

	/** Waits for the next chunk; null once closed. */
	synchronized @Nullable Chunk take() throws InterruptedException {
		while (this.chunks.isEmpty() && !this.closed) {
			wait();
		}
		if (this.closed) {
			return null;
		}
		Chunk chunk = this.chunks.remove();
		this.bytes -= chunk.bytes().length;
		notifyAll();
		return chunk;
	}

	synchronized void close() {
		this.closed = true;
		this.chunks.clear();
		notifyAll();
	}

	/**
	 * Bytes that arrived together.
	 *
	 * @param bytes the bytes; none for the end of the stream
	 * @param arrivedAt when, by {@link System#nanoTime()}
	 */
	record Chunk(byte[] bytes, long arrivedAt) {

		boolean isEnd() {
			return this.bytes.length == 0;
		}

	}

}
