package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Sends back what it gets, up to the end of the stream and the end included. */
final class EchoServer implements AutoCloseable {

	private final ServerSocket server;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	EchoServer() {
		this.server = bind();
		TcpConnection.daemon("echo", this::accept).start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** How many connections it holds. */
	int connections() {
		return this.sockets.size();
	}

	void resetAll() {
		this.sockets.forEach((socket) -> TcpConnection.close(socket, true));
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		resetAll();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				TcpConnection.daemon("echo " + socket.getPort(), () -> echo(socket)).start();
			}
			catch (IOException ex) {
				// Closed, or nobody came for long.
			}
		}
	}

	private void echo(Socket socket) {
		try (socket) {
			socket.setTcpNoDelay(true);
			socket.getInputStream().transferTo(socket.getOutputStream());
		}
		catch (IOException ex) {
			// Reset by the other side, as some tests want it.
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	private static ServerSocket bind() {
		while (true) {
			try {
				ServerSocket server = new ServerSocket();
				server.setReuseAddress(true);
				// With a time-out, closing resets whoever comes at that moment.
				server.setSoTimeout(60_000);
				server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(),
						ThreadLocalRandom.current().nextInt(12_000, 19_000)));
				return server;
			}
			catch (IOException ex) {
				// Taken: another one.
			}
		}
	}

}
