package dev.eventpatterns.workflowprocessor.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;

import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties.Batch;

/**
 * One stay at a queue: gathers deliveries into batches, stores each in one commit, and
 * acknowledges it then, and no earlier. While the database is away the batch is held and
 * tried again; the broker delivers no more than the prefetch limit then.
 */
final class BatchIntake {

	private static final Logger log = LoggerFactory.getLogger(BatchIntake.class);

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	private final String queue;

	private final Batch batch;

	/**
	 * Held while a batch is stored: H2 closes its file when a thread that writes is
	 * interrupted.
	 */
	private final ReentrantLock storing = new ReentrantLock();

	BatchIntake(String queue, Batch batch) {
		this.queue = queue;
		this.batch = batch;
	}

	/**
	 * How many deliveries may be unacknowledged: the next batch comes while one is
	 * stored.
	 */
	int prefetch() {
		return 2 * this.batch.size();
	}

	/** Stays until the broker is lost, or the thread is interrupted. */
	void stay(Connection connection, Duration confirmTimeout, Storing store)
			throws IOException, TimeoutException, InterruptedException {
		BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
		try (QueueSession session = new QueueSession(connection, confirmTimeout)) {
			session.consume(this.queue, prefetch(), arrived::add);
			while (!session.isLost()) {
				List<Delivery> next = gather(arrived);
				if (!next.isEmpty()) {
					storeAndAcknowledge(session, next, store);
				}
			}
		}
	}

	/** Waits for the first, and for others to share its commit for a moment only. */
	private List<Delivery> gather(BlockingQueue<Delivery> arrived) throws InterruptedException {
		List<Delivery> gathered = new ArrayList<>();
		Delivery next = arrived.poll(100, TimeUnit.MILLISECONDS);
		long deadline = System.nanoTime() + this.batch.maxWait().toNanos();
		while (next != null) {
			gathered.add(next);
			arrived.drainTo(gathered, this.batch.size() - gathered.size());
			next = (gathered.size() < this.batch.size())
					? arrived.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS) : null;
		}
		return gathered;
	}

	private void storeAndAcknowledge(QueueSession session, List<Delivery> next, Storing store)
			throws InterruptedException {
		this.storing.lockInterruptibly();
		try {
			if (storeUntilDone(session, next, store)) {
				session.acknowledge(tag(next), true);
			}
		}
		finally {
			this.storing.unlock();
		}
	}

	/** Stops the loop between two batches, unless one takes too long. */
	void stop(SessionLoop loop, Duration patience) {
		try {
			boolean idle = this.storing.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
			try {
				loop.stop(patience);
			}
			finally {
				if (idle) {
					this.storing.unlock();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean storeUntilDone(QueueSession session, List<Delivery> next, Storing store)
			throws InterruptedException {
		long pause = 100;
		for (int attempt = 1; !session.isLost(); attempt++) {
			try {
				store.store(next, attempt);
				return true;
			}
			catch (RuntimeException ex) {
				log.warn("Holds {} deliveries of {} and tries again: {}", next.size(), this.queue,
						NestedExceptionUtils.getMostSpecificCause(ex).toString());
				Thread.sleep(pause);
				pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
			}
		}
		return false;
	}

	private static long tag(List<Delivery> batch) {
		return batch.get(batch.size() - 1).getEnvelope().getDeliveryTag();
	}

	/** Stores a batch. */
	@FunctionalInterface
	interface Storing {

		/**
		 * Returns once the batch is committed; what it throws leads to another attempt.
		 * @param attempt 1, or more if it is not known what became of the one before
		 */
		void store(List<Delivery> batch, int attempt);

	}

}
