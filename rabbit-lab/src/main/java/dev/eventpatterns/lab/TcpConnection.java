package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import dev.eventpatterns.lab.TcpThrottle.Direction;

/** A client's connection and the one to the target that stands behind it. */
final class TcpConnection {

	private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

	private final Socket client;

	private final Socket target = new Socket();

	private final TcpFaults faults;

	private final Consumer<TcpConnection> closed;

	private final TcpPipe toTarget;

	private final TcpPipe toClient;

	private final AtomicInteger openPipes = new AtomicInteger(2);

	private final AtomicBoolean open = new AtomicBoolean(true);

	private volatile boolean lost;

	TcpConnection(Socket client, TcpFaults faults, LongAdder forwarded, Consumer<TcpConnection> closed) {
		this.client = client;
		this.faults = faults;
		this.closed = closed;
		this.toTarget = new TcpPipe(this, Direction.TO_TARGET, client, this.target, faults, forwarded);
		this.toClient = new TcpPipe(this, Direction.TO_CLIENT, this.target, client, faults, forwarded);
	}

	/** Connects to the target and starts to forward; resets the client if that fails. */
	void start(String host, int port, String name) {
		daemon(name + " connects", () -> {
			try {
				this.client.setTcpNoDelay(true);
				this.target.setTcpNoDelay(true);
				this.target.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
			}
			catch (IOException ex) {
				abort();
				return;
			}
			this.toTarget.start(name + " to target");
			this.toClient.start(name + " to client");
		}).start();
	}

	/**
	 * Notes that the stream is no longer whole. In a black hole nobody may notice; the
	 * connection is reset afterwards, since TCP never leaves out bytes. Otherwise it is
	 * reset now.
	 */
	void lose() {
		this.lost = true;
		// After the note: whoever heals looks for it after ending the black hole.
		if (!this.faults.now().blackHole()) {
			abort();
		}
	}

	boolean isLost() {
		return this.lost;
	}

	/** Closes both sides once both directions have ended in order. */
	void pipeEnded() {
		if (this.openPipes.decrementAndGet() == 0) {
			close(false);
		}
	}

	/** Resets both sides. */
	void abort() {
		close(true);
	}

	private void close(boolean reset) {
		if (this.open.compareAndSet(true, false)) {
			this.toTarget.close();
			this.toClient.close();
			close(this.client, reset);
			close(this.target, reset);
			this.closed.accept(this);
		}
	}

	static void close(Socket socket, boolean reset) {
		try (socket) {
			if (reset) {
				// Closing a socket that does not linger sends a reset.
				socket.setSoLinger(true, 0);
			}
		}
		catch (IOException ex) {
			// The other side was faster.
		}
	}

	static Thread daemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

}
