package dev.eventpatterns.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request to a Docker engine, without its client libraries: they wait long and log
 * much where there is no engine.
 */
final class DockerSocket {

	private static final int TLS_PORT = 2376;

	private static final int PLAIN_PORT = 2375;

	private DockerSocket() {
	}

	/**
	 * Whether we can talk to it; with TLS, only Testcontainers finds the certificates.
	 */
	static boolean speaksPlainly(String address) {
		return !address.startsWith("https:") && !address.endsWith(":" + TLS_PORT);
	}

	/**
	 * Sends a request and reads the whole answer. Of an engine with TLS, only that it
	 * accepts a connection is seen.
	 * @return the answer with its headers
	 * @throws IOException when there is none in time
	 */
	static String ask(String address, String method, String path, Duration patience) throws IOException {
		CompletableFuture<String> answer = new CompletableFuture<>();
		// The time limit closes the channel, which wakes the thread up.
		try (SocketChannel channel = address.startsWith("unix:") ? SocketChannel.open(StandardProtocolFamily.UNIX)
				: SocketChannel.open()) {
			Thread asker = new Thread(() -> {
				try {
					answer.complete(exchange(channel, address, method, path));
				}
				catch (IOException | IllegalArgumentException ex) {
					answer.completeExceptionally(ex);
				}
			}, "docker-request");
			asker.setDaemon(true);
			asker.start();
			return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new IOException("no answer within " + patience.toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			throw new IOException((ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted");
		}
	}

	private static String exchange(SocketChannel channel, String address, String method, String path)
			throws IOException {
		channel.connect(target(address));
		if (!speaksPlainly(address)) {
			return "HTTP/1.0 200 connected";
		}
		String request = method + " " + path + " HTTP/1.0\r\nHost: docker\r\nContent-Length: 0\r\n\r\n";
		channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
		ByteArrayOutputStream reply = new ByteArrayOutputStream();
		ByteBuffer buffer = ByteBuffer.allocate(8192);
		while (channel.read(buffer) >= 0) {
			reply.write(buffer.array(), 0, buffer.position());
			buffer.clear();
		}
		return reply.toString(StandardCharsets.UTF_8);
	}

	private static SocketAddress target(String address) {
		URI uri = URI.create(address);
		if ("unix".equals(uri.getScheme())) {
			return UnixDomainSocketAddress.of(uri.getPath());
		}
		if (uri.getHost() == null) {
			throw new IllegalArgumentException("not an address of the form unix:///path or tcp://host:port");
		}
		return new InetSocketAddress(uri.getHost(), (uri.getPort() > 0) ? uri.getPort() : PLAIN_PORT);
	}

}
