package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Sixteen consecutive ports that belong to one node for as long as its lab lives.
 * <p>
 * The first one is kept bound by this JVM: that keeps other labs off, also while the node
 * is down between a kill and its restart, and the operating system lets go of it however
 * the JVM ends. All are below 32768, where the operating system does not hand out ports
 * for outgoing connections.
 */
final class PortSlot implements AutoCloseable {

	private static final int WIDTH = 16;

	private static final int FIRST = 20_000;

	private static final int SLOTS = 300;

	/** The host that every listener of a private node is bound to. */
	static final String LOOPBACK = "127.0.0.1";

	private final ServerSocket claim;

	private PortSlot(ServerSocket claim) {
		this.claim = claim;
	}

	/**
	 * Claims a slot in which every port is free.
	 * @throws IllegalStateException when there is none
	 */
	static PortSlot claim() {
		// Not everyone starts at the first: fewer collisions between labs.
		int start = (int) (ProcessHandle.current().pid() % SLOTS);
		for (int i = 0; i < SLOTS; i++) {
			int first = FIRST + WIDTH * ((start + i) % SLOTS);
			ServerSocket claim = bind(first);
			if (claim != null) {
				PortSlot slot = new PortSlot(claim);
				if (slot.allFree()) {
					return slot;
				}
				slot.close();
			}
		}
		throw new IllegalStateException("No " + WIDTH + " free ports between " + FIRST + " and "
				+ (FIRST + SLOTS * WIDTH) + ": are too many brokers running?");
	}

	int number() {
		return (this.claim.getLocalPort() - FIRST) / WIDTH;
	}

	int epmd() {
		return port(1);
	}

	int amqp() {
		return port(2);
	}

	int management() {
		return port(3);
	}

	int prometheus() {
		return port(4);
	}

	int distribution() {
		return port(5);
	}

	/**
	 * The first of the ports that rabbitmqctl's own Erlang nodes use, up to
	 * {@link #lastForTools()}.
	 */
	int firstForTools() {
		return port(6);
	}

	int lastForTools() {
		return port(WIDTH - 1);
	}

	@Override
	public void close() {
		try {
			this.claim.close();
		}
		catch (IOException ex) {
			// Then it goes with the JVM.
		}
	}

	private int port(int index) {
		return this.claim.getLocalPort() + index;
	}

	private boolean allFree() {
		List<ServerSocket> probes = new ArrayList<>();
		try {
			for (int index = 1; index < WIDTH; index++) {
				ServerSocket probe = bind(port(index));
				if (probe == null) {
					return false;
				}
				probes.add(probe);
			}
			return true;
		}
		finally {
			probes.forEach((probe) -> new PortSlot(probe).close());
		}
	}

	private static @Nullable ServerSocket bind(int port) {
		try {
			ServerSocket socket = new ServerSocket();
			try {
				socket.setReuseAddress(true);
				socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port), 1);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				return null;
			}
		}
		catch (IOException ex) {
			return null;
		}
	}

}
