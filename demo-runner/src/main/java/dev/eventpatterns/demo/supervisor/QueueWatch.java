package dev.eventpatterns.demo.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;

import dev.eventpatterns.supervisorconsumer.Course;

/** Looks at a queue several times a second, and tells what was seen. */
final class QueueWatch {

	private static final long LOOK_NANOS = 100_000_000L;

	/** So many looks ago counts for how fast it goes. */
	private static final int LOOKS = 10;

	private final String queue;

	private final Duration duration;

	private final IntSupplier sent;

	private final List<Course.Moment> moments = new ArrayList<>();

	private final Deque<Double> taken = new ArrayDeque<>();

	private volatile String figures = "";

	/**
	 * Prepares.
	 * @param sent how many orders were sent so far
	 */
	QueueWatch(String queue, Duration duration, IntSupplier sent) {
		this.queue = queue;
		this.duration = duration;
		this.sent = sent;
	}

	/** Looks until the time is over. */
	void look(Channel channel, long beginNanos) throws IOException {
		for (long next = beginNanos; next <= beginNanos + this.duration.toNanos(); next += LOOK_NANOS) {
			for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			AMQP.Queue.DeclareOk seen = channel.queueDeclarePassive(this.queue);
			note(new Course.Moment((System.nanoTime() - beginNanos) / 1e9, seen.getMessageCount(),
					seen.getConsumerCount()));
		}
	}

	private void note(Course.Moment moment) {
		this.moments.add(moment);
		this.taken.addLast((double) Math.max(0, this.sent.getAsInt() - moment.depth()));
		double before = (this.taken.size() > LOOKS) ? this.taken.removeFirst() : 0;
		double perSecond = Math.max(0, this.taken.getLast() - before) / (LOOKS * LOOK_NANOS / 1e9);
		this.figures = String.format(Locale.ROOT, "%d wait, %d at %.0f/s", moment.depth(), moment.consumers(),
				perSecond);
	}

	/** How it looked last: orders that wait, consumers, orders taken within a second. */
	String figures() {
		return this.figures;
	}

	/** All that was seen; ask once the looking is over. */
	List<Course.Moment> moments() {
		return this.moments;
	}

}
