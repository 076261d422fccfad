package dev.eventpatterns.multibroker.broker;

import java.io.IOException;
import java.net.Socket;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/**
 * A connection that can be ended even while another thread is stuck in writing to it. An
 * orderly close has to write too, so it would wait behind that thread for as long as the
 * broker does not read.
 */
public final class BrokerConnection {

	private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

	private final Connection connection;

	private final Socket socket;

	BrokerConnection(Connection connection, Socket socket) {
		this.connection = connection;
		this.socket = socket;
	}

	public Connection connection() {
		return this.connection;
	}

	/**
	 * Opens a channel.
	 * @throws IOException if the broker grants none
	 */
	public Channel channel() throws IOException {
		Channel channel = this.connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel on this connection");
		}
		return channel;
	}

	/** Ends it at once, without a word to the broker. Does not wait for anybody. */
	public void cut() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It is closed then.
		}
	}

	/** Ends it at once, and waits until its threads are gone. */
	public void sever() {
		cut();
		this.connection.abort(CLOSE_TIMEOUT_MILLIS);
	}

	/** Ends it in order. */
	public void close() {
		this.connection.abort(CLOSE_TIMEOUT_MILLIS);
	}

}
