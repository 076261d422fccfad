package dev.eventpatterns.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.lab.TcpChunks.Chunk;
import dev.eventpatterns.lab.TcpThrottle.Direction;

/**
 * One direction of a proxied connection. One thread reads and another one writes, so that
 * a delay makes bytes late without making them fewer per second.
 */
final class TcpPipe {

	private static final int BUFFER_BYTES = 64 * 1024;

	private final TcpConnection connection;

	private final Direction direction;

	private final Socket from;

	private final Socket to;

	private final TcpFaults faults;

	private final LongAdder forwarded;

	private final TcpChunks chunks = new TcpChunks();

	private volatile @Nullable Thread writer;

	TcpPipe(TcpConnection connection, Direction direction, Socket from, Socket to, TcpFaults faults,
			LongAdder forwarded) {
		this.connection = connection;
		this.direction = direction;
		this.from = from;
		this.to = to;
		this.faults = faults;
		this.forwarded = forwarded;
	}

	void start(String name) {
		Thread thread = TcpConnection.daemon(name + ", writer", this::write);
		this.writer = thread;
		thread.start();
		TcpConnection.daemon(name + ", reader", this::read).start();
	}

	/**
	 * Ends the writer, also one that waits for a delay; a reader ends with its socket.
	 */
	void close() {
		this.chunks.close();
		Thread thread = this.writer;
		if (thread != null) {
			thread.interrupt();
		}
	}

	/** Reads until the stream ends; a reset is passed on as one. */
	private void read() {
		try {
			InputStream in = this.from.getInputStream();
			byte[] buffer = new byte[BUFFER_BYTES];
			int length = in.read(buffer);
			while (length >= 0) {
				this.chunks.put(new Chunk(Arrays.copyOf(buffer, length), System.nanoTime()));
				length = in.read(buffer);
			}
			this.chunks.put(new Chunk(new byte[0], System.nanoTime()));
		}
		catch (IOException | InterruptedException ex) {
			this.connection.lose();
		}
	}

	/** Writes what was read, when it is due, up to the end of the stream. */
	private void write() {
		try {
			OutputStream out = this.to.getOutputStream();
			Chunk chunk = this.chunks.take();
			while (chunk != null && !chunk.isEnd()) {
				forward(chunk, out);
				chunk = this.chunks.take();
			}
			if (chunk != null && awaitDelay(chunk)) {
				this.to.shutdownOutput();
				this.connection.pipeEnded();
			}
		}
		catch (IOException | InterruptedException ex) {
			this.connection.lose();
		}
	}

	private void forward(Chunk chunk, OutputStream out) throws IOException, InterruptedException {
		int sent = 0;
		while (sent < chunk.bytes().length && awaitDelay(chunk)) {
			TcpFaults.State seen = this.faults.now();
			int length = chunk.bytes().length - sent;
			TcpThrottle throttle = seen.throttle();
			if (throttle != null) {
				length = throttle.slice(length);
				if (!this.faults.awaitUntil(throttle.reserve(this.direction, length), seen)) {
					continue;
				}
			}
			out.write(chunk.bytes(), sent, length);
			this.forwarded.add(length);
			sent += length;
		}
	}

	/**
	 * Waits until a chunk is due.
	 * @return false if it vanishes in a black hole instead
	 */
	private boolean awaitDelay(Chunk chunk) throws InterruptedException {
		while (true) {
			TcpFaults.State seen = this.faults.now();
			if (seen.blackHole()) {
				this.connection.lose();
				return false;
			}
			if (this.faults.awaitUntil(chunk.arrivedAt() + seen.delayNanos(), seen)) {
				return true;
			}
		}
	}

}
