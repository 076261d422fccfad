package dev.eventpatterns.benchmarks.ambulance;

import java.io.IOException;
import java.util.List;

import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.lab.Broker;

/** One way to serve some orders before others, by {@link Workplace#THREADS} threads. */
interface Contender {

	/** How it is called in tables. */
	String name();

	/** Declares its queues, which are not there. */
	void declare(Channel channel) throws IOException;

	/** Its queues. */
	List<String> queues();

	/** The queue that an order goes to. */
	String queueFor(boolean urgent);

	/** Starts to serve orders from the queues. */
	Running start(Broker broker, Workplace workplace) throws Exception;

	/** A contender at work, until it is closed. */
	interface Running extends AutoCloseable {

		/**
		 * The longest that a standard order has waited for a thread of the process.
		 * @return milliseconds; null where the contender does not tell
		 */
		default @Nullable Double longestStandardWait() {
			return null;
		}

	}

}
