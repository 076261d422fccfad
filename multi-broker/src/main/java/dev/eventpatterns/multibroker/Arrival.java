package dev.eventpatterns.multibroker;

import java.util.HashMap;
import java.util.Map;

/**
 * An order that has come from a broker, as the {@link ContextLanes} see it.
 *
 * @param <T> the order
 */
public final class Arrival<T> {

	private final String broker;

	private final String context;

	private final long position;

	/** Brokers whose older orders are still to be waited for. */
	private final Map<String, Long> behind;

	private final T order;

	private boolean asked;

	/**
	 * An order.
	 * @param broker where it came from
	 * @param context orders of the same context are handled one after the other
	 * @param position where in the context it is, 0 where that is not known
	 * @param after brokers whose older orders of the context come first, each with the
	 * position of the last, 0 where that is not known
	 * @param order what is to be handled
	 */
	public Arrival(String broker, String context, long position, Map<String, Long> after, T order) {
		this.broker = broker;
		this.context = context;
		this.position = position;
		this.behind = after.isEmpty() ? Map.of() : new HashMap<>(after);
		this.order = order;
	}

	public String broker() {
		return this.broker;
	}

	public String context() {
		return this.context;
	}

	public long position() {
		return this.position;
	}

	public T order() {
		return this.order;
	}

	Map<String, Long> behind() {
		return this.behind;
	}

	/** Whether nobody has asked yet for what it waits for. */
	boolean asksFirst() {
		boolean first = !this.asked;
		this.asked = true;
		return first;
	}

}
