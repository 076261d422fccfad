package dev.eventpatterns.threaddelegate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Reads what the queue of the labels says about held contexts. A label is not
 * acknowledged while its context is held, so whoever consumes next finds it.
 * <p>
 * That a hold is over is a message, too: its publisher is told once it is stored, as
 * nobody is of an ack. Then the label is acknowledged, and after it the message that has
 * ended it. Acks of one channel for one queue take effect in their order, so the label
 * never outlives what has ended it.
 * <p>
 * May be used by any number of threads.
 */
public final class HoldLabels {

	private final LongConsumer acknowledge;

	/** By name, the oldest first. */
	private final Map<String, HoldLabel> inForce = new LinkedHashMap<>();

	/** Delivery tags by name. */
	private final Map<String, Long> tags = new HashMap<>();

	/**
	 * A reader.
	 * @param acknowledge acknowledges a delivery
	 */
	public HoldLabels(LongConsumer acknowledge) {
		this.acknowledge = acknowledge;
	}

	/** A label has been delivered. */
	public synchronized void label(long tag, HoldLabel label) {
		this.inForce.put(label.name(), label);
		this.tags.put(label.name(), tag);
	}

	/**
	 * The end of a hold has been delivered.
	 * @param tag its delivery tag
	 * @param name the name of the label that it ends
	 */
	public synchronized void released(long tag, String name) {
		this.inForce.remove(name);
		Long ended = this.tags.remove(name);
		if (ended != null) {
			this.acknowledge.accept(ended);
		}
		this.acknowledge.accept(tag);
	}

	/** The labels whose end has not been delivered. */
	public synchronized List<HoldLabel> inForce() {
		return List.copyOf(this.inForce.values());
	}

}
