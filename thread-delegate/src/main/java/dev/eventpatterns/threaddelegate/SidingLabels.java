package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Reads the queue of the labels. Labels are never acknowledged while their siding is in
 * use, so whoever consumes next gets them all; a later one beats an earlier one of the
 * same siding or the same context, whose ack was on its way when its owner was lost.
 * <p>
 * Where the labels of former owners end, a probe tells that is published to the same
 * queue. It takes two: a label that a former owner had published could be stored behind
 * the first, and count for the next owner though it did not for this one. But the queue
 * has a single active consumer, so when the first probe is delivered the channel of the
 * former owner is gone, and the second is behind all that ever came from it, if probes
 * and labels are published on the channel that they are consumed on.
 * <p>
 * May be used by any number of threads.
 */
public final class SidingLabels {

	private final String probe;

	private final Consumer<String> publish;

	private final LongConsumer acknowledge;

	/** Before the end is known: all labels found. Then those in use. By opening. */
	private final Map<String, SidingLabel> labels = new LinkedHashMap<>();

	/** Delivery tags by opening. */
	private final Map<String, Long> tags = new HashMap<>();

	private boolean first = true;

	private boolean complete;

	/**
	 * A reader.
	 * @param probe a name that no other reader has
	 * @param publish publishes a probe of that name to the queue
	 * @param acknowledge acknowledges a delivery
	 */
	public SidingLabels(String probe, Consumer<String> publish, LongConsumer acknowledge) {
		this.probe = probe;
		this.publish = publish;
		this.acknowledge = acknowledge;
	}

	/** Publishes the first probe. To be called when the queue is consumed. */
	public synchronized void start() {
		this.publish.accept(this.probe);
	}

	/** A label has been delivered. */
	public synchronized void label(long tag, SidingLabel label) {
		if (!this.complete) {
			this.labels.remove(label.opening());
			this.labels.put(label.opening(), label);
		}
		if (!this.labels.containsKey(label.opening())) {
			this.acknowledge.accept(tag);
			return;
		}
		Long older = this.tags.put(label.opening(), tag);
		if (older != null) {
			this.acknowledge.accept(older);
		}
	}

	/**
	 * A probe has been delivered.
	 * @param tag its delivery tag
	 * @param name whose it is
	 * @return the labels in use, once and when all are known, else null
	 */
	public synchronized @Nullable List<SidingLabel> probe(long tag, String name) {
		this.acknowledge.accept(tag);
		if (this.complete || !name.equals(this.probe)) {
			return null;
		}
		if (this.first) {
			this.first = false;
			this.publish.accept(this.probe);
			return null;
		}
		this.complete = true;
		List<SidingLabel> current = current();
		Set<String> openings = current.stream().map(SidingLabel::opening).collect(Collectors.toSet());
		for (String opening : List.copyOf(this.labels.keySet())) {
			if (!openings.contains(opening)) {
				remove(opening);
			}
		}
		return current;
	}

	private List<SidingLabel> current() {
		List<SidingLabel> current = new ArrayList<>();
		for (SidingLabel label : this.labels.values()) {
			current.removeIf((older) -> older.siding() == label.siding() || older.context().equals(label.context()));
			current.add(label);
		}
		return current;
	}

	/** A siding is put into use; its label will be published. */
	public synchronized void add(SidingLabel label) {
		this.labels.put(label.opening(), label);
	}

	/** A siding is not in use any more: its label can go, now or as soon as it comes. */
	public synchronized void remove(String opening) {
		this.labels.remove(opening);
		Long tag = this.tags.remove(opening);
		if (tag != null) {
			this.acknowledge.accept(tag);
		}
	}

}
