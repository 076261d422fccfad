package dev.eventpatterns.workflowprocessor.resend;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;

/**
 * Publishes messages one after the other without waiting, mandatory, and then waits for
 * all their confirms. Serves one batch on a channel of its own.
 */
final class ConfirmedBatch {

	private final Channel channel;

	private final NavigableMap<Long, Outgoing> open = new TreeMap<>();

	private final Map<String, String> returned = new HashMap<>();

	private final Map<Outgoing, SendResult> results = new HashMap<>();

	private boolean lost;

	ConfirmedBatch(Channel channel) throws IOException {
		this.channel = channel;
		channel.addReturnListener((message) -> returned(Outgoing.mark(message.getProperties()),
				message.getReplyText() + ": no queue takes " + message.getExchange() + "/" + message.getRoutingKey()));
		channel.addConfirmListener((sequence, multiple) -> answered(sequence, multiple, true),
				(sequence, multiple) -> answered(sequence, multiple, false));
		channel.addShutdownListener((cause) -> lost());
		channel.confirmSelect();
	}

	private synchronized void returned(String mark, String reason) {
		this.returned.put(mark, reason);
	}

	private synchronized void lost() {
		this.lost = true;
		notifyAll();
	}

	private synchronized void answered(long sequence, boolean multiple, boolean taken) {
		NavigableMap<Long, Outgoing> these = multiple ? this.open.headMap(sequence, true)
				: this.open.subMap(sequence, true, sequence, true);
		for (Outgoing message : these.values()) {
			// A message that no queue takes is returned first and confirmed then.
			String reason = this.returned.remove(message.mark());
			SendResult result = taken ? SendResult.CONFIRMED
					: SendResult.refused("the broker refused it: is its queue full?");
			this.results.put(message, (reason != null) ? SendResult.refused(reason) : result);
		}
		these.clear();
		notifyAll();
	}

	/**
	 * Publishes.
	 * @param timeout how long to wait for the last confirm
	 * @return what became of each
	 */
	Map<Outgoing, SendResult> send(List<Outgoing> batch, Duration timeout) throws InterruptedException {
		for (Outgoing message : batch) {
			synchronized (this) {
				this.open.put(this.channel.getNextPublishSeqNo(), message);
			}
			try {
				this.channel.basicPublish(message.target().exchange(), message.target().routingKey(), true,
						message.properties(), message.body());
			}
			catch (IOException | AlreadyClosedException ex) {
				break;
			}
			catch (RuntimeException ex) {
				// Headers too large for a frame: the client refuses, nothing was sent.
				refusedByClient(message, String.valueOf(ex.getMessage()));
				break;
			}
		}
		awaitAnswers(timeout);
		return results(batch);
	}

	private synchronized void refusedByClient(Outgoing message, String reason) {
		this.open.values().remove(message);
		this.results.put(message, SendResult.refused("it cannot be sent: " + reason));
	}

	private synchronized void awaitAnswers(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		long left = timeout.toMillis();
		while (!this.open.isEmpty() && !this.lost && left > 0) {
			wait(left);
			left = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
		}
	}

	/** Those that were never published are refused, those without an answer unknown. */
	private synchronized Map<Outgoing, SendResult> results(List<Outgoing> batch) {
		String why = this.lost ? "the broker was lost before it confirmed" : "the broker did not confirm in time";
		this.open.values().forEach((message) -> this.results.put(message, SendResult.unknown(why)));
		batch.forEach((message) -> this.results.putIfAbsent(message, SendResult.refused("the broker was lost before")));
		return Map.copyOf(this.results);
	}

}
