package dev.eventpatterns.eventforwarding.broker;

import java.io.IOException;
import java.net.Socket;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/**
 * A connection that can be ended even while another thread is stuck in writing to it. An
 * orderly close has to write too, so it would wait behind that thread for as long as the
 * broker does not read: under an alarm, when frozen, or behind a dead network.
 */
public final class SeverableConnection implements AutoCloseable {

	private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

	private final Connection connection;

	private final Socket socket;

	/** When the broker last began to read again, as {@link System#nanoTime()}. */
	private volatile long readableSince = System.nanoTime();

	private volatile boolean blocked;

	SeverableConnection(Connection connection, Socket socket) {
		this.connection = connection;
		this.socket = socket;
		connection.addBlockedListener(new BlockedListener() {
			@Override
			public void handleBlocked(String reason) {
				SeverableConnection.this.blocked = true;
			}

			@Override
			public void handleUnblocked() {
				SeverableConnection.this.readableSince = System.nanoTime();
				SeverableConnection.this.blocked = false;
			}
		});
	}

	public Channel createChannel() throws IOException {
		Channel channel = this.connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel on this connection");
		}
		return channel;
	}

	/** Whether the broker has said that it does not read, for an alarm of its own. */
	public boolean blocked() {
		return this.blocked;
	}

	/** How long the broker has been reading, as far as it said, in nanoseconds. */
	long readableForNanos() {
		return this.blocked ? 0 : System.nanoTime() - this.readableSince;
	}

	/** Ends it at once, without a word to the broker. */
	public void sever() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It is closed then.
		}
		this.connection.abort(CLOSE_TIMEOUT_MILLIS);
	}

	/** Ends it in order where the broker reads, at once where it does not. */
	@Override
	public void close() {
		if (this.blocked) {
			sever();
		}
		else {
			this.connection.abort(CLOSE_TIMEOUT_MILLIS);
		}
	}

}
