package dev.eventpatterns.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An echo server with a proxy in front, and clients of the proxy. */
final class ProxiedEcho implements AutoCloseable {

	private static final int READ_TIMEOUT_MILLIS = 20_000;

	private final EchoServer server = new EchoServer();

	private final TcpFaultProxy proxy = TcpFaultProxy.to("127.0.0.1", this.server.port());

	private final List<Socket> clients = new ArrayList<>();

	// The common pool can be too small for tasks that block.
	private final ExecutorService threads = Executors.newCachedThreadPool();

	EchoServer server() {
		return this.server;
	}

	TcpFaultProxy proxy() {
		return this.proxy;
	}

	ExecutorService threads() {
		return this.threads;
	}

	@Override
	public void close() throws IOException {
		for (Socket client : this.clients) {
			client.close();
		}
		this.proxy.close();
		this.server.close();
		this.threads.shutdownNow();
	}

	Socket connect() throws IOException {
		Socket socket = new Socket();
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(READ_TIMEOUT_MILLIS);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.proxy.port()), 5000);
		this.clients.add(socket);
		return socket;
	}

	void assertEchoes(Socket socket) {
		assertThat(echo(socket, 100)).isEqualTo(100);
	}

	/** Sends so many bytes and reads as many. */
	int echo(Socket socket, int bytes) {
		CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(socket, new byte[bytes]), this.threads);
		try {
			int received = socket.getInputStream().readNBytes(bytes).length;
			if (received < bytes) {
				throw new IOException("The stream ended after " + received + " bytes");
			}
			sending.join();
			return received;
		}
		catch (IOException ex) {
			throw sneaky(ex);
		}
	}

	private static void send(Socket socket, byte[] bytes) {
		try {
			OutputStream out = socket.getOutputStream();
			out.write(bytes);
		}
		catch (IOException ex) {
			throw sneaky(ex);
		}
	}

	static void sendAndEnd(Socket socket, byte[] bytes) {
		send(socket, bytes);
		try {
			socket.shutdownOutput();
		}
		catch (IOException ex) {
			throw sneaky(ex);
		}
	}

	static void sendUntilItFails(Socket socket, AtomicLong sent) {
		byte[] bytes = new byte[10_000];
		while (true) {
			send(socket, bytes);
			sent.addAndGet(bytes.length);
		}
	}

	static void assertReset(Socket socket) throws IOException {
		socket.setSoTimeout(5000);
		InputStream in = socket.getInputStream();
		assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes)
			.isNotInstanceOf(SocketTimeoutException.class)
			.withMessageContaining("reset");
	}

	/** Open, but nothing to read for a while. */
	static void assertSilent(Socket socket) throws IOException {
		socket.setSoTimeout(300);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
		socket.setSoTimeout(READ_TIMEOUT_MILLIS);
	}

	static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException sneaky(Throwable ex) throws T {
		throw (T) ex;
	}

}
