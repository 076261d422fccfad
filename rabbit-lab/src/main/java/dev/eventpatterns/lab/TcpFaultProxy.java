package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that stands in front of a broker and does to its clients what
 * networks do: it cuts, delays, throttles and swallows. Without a fault it passes on
 * everything, half-closed connections and resets included. Delay, throttle and black hole
 * add up and hold, for connections present and new, until {@link #heal()}. Safe for use
 * by several threads; its own threads are daemons. It holds at most about a megabyte in
 * each direction of a connection.
 */
public final class TcpFaultProxy implements AutoCloseable {

	/**
	 * Above the ports of the lab's nodes, and all below those for outgoing connections.
	 */
	private static final int FIRST_PORT = 25_000;

	private static final int PORTS = 7_000;

	private static final int ATTEMPTS = 200;

	private static final int ACCEPT_TIMEOUT_MILLIS = 60_000;

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(50);

	private final String host;

	private final int targetPort;

	private final ServerSocket server;

	private final TcpFaults faults = new TcpFaults();

	private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();

	private final LongAdder forwarded = new LongAdder();

	private TcpFaultProxy(String host, int targetPort, ServerSocket server) {
		this.host = host;
		this.targetPort = targetPort;
		this.server = server;
	}

	/**
	 * Opens a proxy in front of a host and port, which need not answer yet.
	 * @throws IllegalStateException if no port is free
	 */
	public static TcpFaultProxy to(String host, int port) {
		for (int i = 0; i < ATTEMPTS; i++) {
			ServerSocket server = bind(FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS));
			if (server != null) {
				TcpFaultProxy proxy = new TcpFaultProxy(host, port, server);
				TcpConnection.daemon(proxy.name(), proxy::accept).start();
				return proxy;
			}
		}
		throw new IllegalStateException("No free port between " + FIRST_PORT + " and " + (FIRST_PORT + PORTS)
				+ " after " + ATTEMPTS + " attempts: close proxies that are no longer used");
	}

	/** The port on loopback to connect to; below 32768. */
	public int port() {
		return this.server.getLocalPort();
	}

	/** Resets all connections, and every new one at once, until {@link #heal()}. */
	public void cut() {
		this.faults.change(TcpFaults.State::withCut);
		cutConnections();
	}

	/** Resets the connections present; new ones pass. */
	public void cutConnections() {
		this.connections.forEach(TcpConnection::abort);
	}

	/**
	 * Makes every byte late by the given time, in each direction.
	 * @param delay 0 to 1 hour
	 */
	public void delay(Duration delay) {
		if (delay.isNegative() || delay.compareTo(Duration.ofHours(1)) > 0) {
			throw new IllegalArgumentException("The delay must be 0 to 1 hour, was " + delay);
		}
		this.faults.change((state) -> state.withDelay(delay.toNanos()));
	}

	/**
	 * Lets so many bytes pass in a second, in each direction, for all connections
	 * together. What is already in the buffers of senders and receivers is not held back.
	 * @param bytesPerSecond at least 1
	 */
	public void throttle(long bytesPerSecond) {
		if (bytesPerSecond < 1) {
			throw new IllegalArgumentException("The rate must be at least 1 byte per second, was " + bytesPerSecond);
		}
		TcpThrottle throttle = new TcpThrottle(bytesPerSecond);
		this.faults.change((state) -> state.withThrottle(throttle));
	}

	/**
	 * Swallows everything, the end of a stream and resets included: connections stay open
	 * and new ones are accepted, but nothing passes. {@link #heal()} resets those that
	 * have lost something.
	 */
	public void blackHole() {
		this.faults.change(TcpFaults.State::withBlackHole);
	}

	/** Ends all faults. */
	public void heal() {
		this.faults.change((state) -> TcpFaults.State.NONE);
		this.connections.stream().filter(TcpConnection::isLost).forEach(TcpConnection::abort);
	}

	/** How many connections are open. */
	public int connections() {
		return this.connections.size();
	}

	/** How many bytes have passed so far, both directions together. */
	public long bytesForwarded() {
		return this.forwarded.sum();
	}

	/** Resets all connections and frees the port. */
	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			// Then it goes with the JVM.
		}
		cut();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				open(this.server.accept());
			}
			catch (IOException ex) {
				// Closed, nobody came for long, or out of file descriptors for a while.
				LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
			}
		}
	}

	/** Registers first and looks second, so that no connection slips past a cut. */
	private void open(Socket client) {
		TcpConnection connection = new TcpConnection(client, this.faults, this.forwarded, this.connections::remove);
		this.connections.add(connection);
		if (this.faults.now().cut()) {
			connection.abort();
			return;
		}
		connection.start(this.host, this.targetPort, name() + " " + client.getPort());
	}

	private String name() {
		return "tcp-fault-proxy " + port();
	}

	private static @Nullable ServerSocket bind(int port) {
		try {
			ServerSocket server = new ServerSocket();
			try {
				server.setReuseAddress(true);
				// Closing during an accept without a time-out can leave a client that has
				// just come connected to nobody; one with a time-out resets it.
				server.setSoTimeout(ACCEPT_TIMEOUT_MILLIS);
				server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
				return server;
			}
			catch (IOException ex) {
				server.close();
				return null;
			}
		}
		catch (IOException ex) {
			return null;
		}
	}

}
