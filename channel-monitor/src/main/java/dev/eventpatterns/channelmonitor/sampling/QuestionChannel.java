package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.time.Instant;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.channelmonitor.QueueDepth;

/**
 * One AMQP channel, over which queue after queue is asked how deep it is, by a passive
 * declare. The broker closes a channel that asks for a queue which is not there: then the
 * next question opens another one. For one thread at a time.
 */
final class QuestionChannel {

	private final Connection connection;

	private @Nullable Channel channel;

	QuestionChannel(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Asks a queue.
	 * @throws IOException when the connection is of no more use
	 */
	Answer ask(String queue) throws IOException {
		try {
			AMQP.Queue.DeclareOk answer = open().queueDeclarePassive(queue);
			return Answer.of(new QueueDepth(answer.getMessageCount(), answer.getConsumerCount(), Instant.now()));
		}
		catch (ChannelContinuationTimeoutException ex) {
			// An answer that still comes would be taken for that of the next question.
			throw new IOException("no answer in time about the queue " + queue, ex);
		}
		catch (IOException ex) {
			return closed(ex, (ex.getCause() instanceof ShutdownSignalException signal) ? signal : null);
		}
		catch (ShutdownSignalException ex) {
			return closed(new IOException(ex.getMessage(), ex), ex);
		}
	}

	private Channel open() throws IOException {
		Channel opened = this.channel;
		if (opened == null || !opened.isOpen()) {
			opened = this.connection.createChannel();
			if (opened == null) {
				throw new IOException("the broker grants no further channel");
			}
			this.channel = opened;
		}
		return opened;
	}

	private Answer closed(IOException failure, @Nullable ShutdownSignalException signal) throws IOException {
		this.channel = null;
		Method reason = (signal != null) ? signal.getReason() : null;
		if (signal == null || signal.isHardError() || !(reason instanceof AMQP.Channel.Close close)) {
			throw failure;
		}
		return switch (close.getReplyCode()) {
			case AMQP.NOT_FOUND -> Answer.MISSING;
			case AMQP.RESOURCE_LOCKED, AMQP.ACCESS_REFUSED -> Answer.REFUSED;
			default -> Answer.SILENT;
		};
	}

}
