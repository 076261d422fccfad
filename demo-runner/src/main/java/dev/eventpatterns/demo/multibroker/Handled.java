package dev.eventpatterns.demo.multibroker;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * An order that was handled, as the service tells it.
 *
 * @param startedAt when its handling began
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Handled(String orderId, String account, long sequence, Instant startedAt) {

	/** How many orders were handled after a later one of their account. */
	static long outOfOrder(List<Handled> all) {
		Map<String, Long> last = new HashMap<>();
		return all.stream()
			.sorted(Comparator.comparing(Handled::startedAt).thenComparing(Handled::sequence))
			.filter((order) -> {
				Long before = last.put(order.account(), order.sequence());
				return before != null && before >= order.sequence();
			})
			.count();
	}

}
