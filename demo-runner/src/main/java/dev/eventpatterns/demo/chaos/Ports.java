package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.eventpatterns.demo.DemoFailure;

/**
 * Ports for services that must come back on the same one after a kill: below the range
 * from which the operating system takes ports for outgoing connections.
 */
public final class Ports {

	private static final int FIRST = 27_000;

	private static final int COUNT = 5_000;

	private Ports() {
	}

	/**
	 * Finds ports that are free now.
	 * @param count how many
	 * @return different ports
	 * @throws DemoFailure when there are not enough
	 */
	public static List<Integer> free(int count) {
		List<Integer> free = new ArrayList<>();
		int start = new Random().nextInt(COUNT);
		for (int i = 0; i < COUNT && free.size() < count; i++) {
			int port = FIRST + (start + i) % COUNT;
			if (isFree(port)) {
				free.add(port);
			}
		}
		if (free.size() < count) {
			throw new DemoFailure("No " + count + " free ports from " + FIRST + " to " + (FIRST + COUNT - 1)
					+ ": end what uses them.");
		}
		return free;
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
