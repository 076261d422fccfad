package dev.eventpatterns.benchmarks.watch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other way round: each service asks every second, over a connection that it keeps.
 */
final class Polling implements Way {

	private static final long INTERVAL_MILLIS = 1_000;

	private static final int THREADS = 16;

	private static final int TIMEOUT_MILLIS = 10_000;

	private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

	private static final byte[] QUESTION = ("GET /config/" + OurServer.KEY + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
		.getBytes(StandardCharsets.US_ASCII);

	private final LongAdder bytes = new LongAdder();

	private final Fleet fleet;

	private final OurServer server;

	private final ScheduledExecutorService pollers = Executors.newScheduledThreadPool(THREADS);

	private final List<Socket> sockets = new ArrayList<>();

	Polling(Fleet fleet) throws IOException {
		this.fleet = fleet;
		this.server = new OurServer(fleet, true);
		this.server.change("value 1");
		for (int i = 0; i < fleet.members().size(); i++) {
			Socket socket = new CountedSocket(this.bytes);
			this.sockets.add(socket);
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.connect(new InetSocketAddress("127.0.0.1", this.server.port()), TIMEOUT_MILLIS);
			Fleet.Member member = fleet.members().get(i);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			this.pollers.scheduleAtFixedRate(() -> ask(member, socket, in),
					i * INTERVAL_MILLIS / fleet.members().size(), INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void ask(Fleet.Member member, Socket socket, InputStream in) {
		try {
			socket.getOutputStream().write(QUESTION);
			Matcher revision = REVISION.matcher(answer(in));
			if (revision.find() && Long.parseLong(revision.group(1)) == this.fleet.awaited()) {
				this.fleet.told(member);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("the benchmark's own server does not answer", ex);
		}
	}

	/** Its body is small and comes in one chunk, or with its length. */
	private static String answer(InputStream in) throws IOException {
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("\r\n\r\n") < 0) {
			answer.append(next(in));
		}
		Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(answer);
		if (length.find()) {
			answer.append(new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8));
			return answer.toString();
		}
		while (answer.indexOf("\r\n0\r\n\r\n") < 0) {
			answer.append(next(in));
		}
		return answer.toString();
	}

	private static char next(InputStream in) throws IOException {
		int next = in.read();
		if (next < 0) {
			throw new EOFException();
		}
		return (char) next;
	}

	@Override
	public void change(long revision) {
		while (this.server.revision() < revision) {
			this.server.change("value " + (this.server.revision() + 1));
		}
	}

	@Override
	public int connections() {
		return this.sockets.size();
	}

	@Override
	public long bytes() {
		return this.bytes.sum();
	}

	@Override
	public void close() throws Exception {
		this.pollers.shutdownNow();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.server.close();
	}

}
