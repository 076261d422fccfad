package dev.eventpatterns.demo.blueprint;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.rabbitmq.client.AMQP;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the system says that it has processed. Within an account and a lane, each order
 * has to be completed for the first time after all that came before it.
 */
final class Completions {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String STANDARD = "standard";

	private final Map<String, Long> finishedAt = new ConcurrentHashMap<>();

	private final Map<String, Long> highest = new HashMap<>();

	private final AtomicLong violations = new AtomicLong();

	private final AtomicLong again = new AtomicLong();

	/** An order was completed; told by one thread. */
	void on(AMQP.BasicProperties properties, byte[] body, boolean redelivered) {
		Completed event = JSON.readValue(body, Completed.class);
		String id = (event.orderId() != null) ? event.orderId() : event.account() + event.finishedAt();
		if (this.finishedAt.putIfAbsent(id, Instant.parse(event.finishedAt()).toEpochMilli()) != null) {
			this.again.addAndGet(redelivered ? 0 : 1);
			return;
		}
		if (event.sequence() > 0) {
			String lane = (event.lane() != null) ? event.lane() : STANDARD;
			long before = this.highest.merge(event.account() + "/" + lane, event.sequence(), Math::max);
			this.violations.addAndGet((before > event.sequence()) ? 1 : 0);
		}
	}

	int count() {
		return this.finishedAt.size();
	}

	Set<String> orderIds() {
		return Set.copyOf(this.finishedAt.keySet());
	}

	/** When an order was completed, in milliseconds of the clock; null if it was not. */
	@Nullable Long finishedAt(String orderId) {
		return this.finishedAt.get(orderId);
	}

	/** First completions after that of a later order of the account and lane. */
	long violations() {
		return this.violations.get();
	}

	/** Completions of orders that had been completed before. */
	long again() {
		return this.again.get();
	}

	/** What is read of a processed event. */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Completed(@Nullable String orderId, String account, long sequence, String finishedAt,
			@Nullable String lane) {
	}

}
