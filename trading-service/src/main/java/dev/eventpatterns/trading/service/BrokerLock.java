package dev.eventpatterns.trading.service;

import java.io.IOException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

/**
 * Lets one of several instances do what only one may do: an exclusive queue, which the
 * broker gives to one connection and removes with it. So whoever has the lock has it
 * until its connection ends, even if the process is killed, and no longer.
 * <p>
 * What the lock guards should go over the same connection: an instance whose connection
 * is lost learns of it later than the broker, and must not act in between.
 *
 * @see <a href="https://www.rabbitmq.com/docs/queues#exclusive-queues">Exclusive
 * queues</a>
 */
public final class BrokerLock {

	private final String name;

	/**
	 * A lock that nobody has asked for yet.
	 * @param name the queue's name
	 */
	public BrokerLock(String name) {
		this.name = name;
	}

	/**
	 * Tries to get the lock.
	 * @param connection who is to have it; asking again while having it succeeds
	 * @return whether this connection has it now; if not, ask again after a while
	 * @throws IOException if the broker cannot be asked
	 */
	public boolean tryAcquire(Connection connection) throws IOException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		try {
			channel.queueDeclare(this.name, false, true, false, null);
			channel.abort();
			return true;
		}
		catch (IOException ex) {
			// A refusal closes the channel, so it need not be closed here.
			if (isLocked(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private static boolean isLocked(IOException failure) {
		return failure.getCause() instanceof ShutdownSignalException signal
				&& signal.getReason() instanceof AMQP.Channel.Close close
				&& close.getReplyCode() == AMQP.RESOURCE_LOCKED;
	}

	/**
	 * Gives the lock back, while the connection goes on.
	 * @param connection who has it
	 * @throws IOException if the broker cannot be told
	 */
	public void release(Connection connection) throws IOException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		channel.queueDelete(this.name);
		channel.abort();
	}

}
