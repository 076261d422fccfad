package dev.eventpatterns.multibroker.broker;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;

import dev.eventpatterns.multibroker.Parcel;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/** What an order's message says beside the order. Foreign clients say none of it. */
public final class OrderHeaders {

	/** Header: true if another broker may have the order too. */
	public static final String POSSIBLE_DUPLICATE = "multi-broker-possible-duplicate";

	/** Header: grows with every order of a producer. */
	public static final String POSITION = "multi-broker-position";

	/**
	 * Header: brokers that may have older orders of the account, with the last's
	 * position.
	 */
	public static final String AFTER = "multi-broker-after";

	private OrderHeaders() {
	}

	/** The properties of an order's message. */
	public static AMQP.BasicProperties of(Parcel parcel) {
		AMQP.BasicProperties plain = TradeOrderMessages.properties(parcel.order(), Instant.now(), true);
		if (parcel.position() == 0 && !parcel.possibleDuplicate()) {
			return plain;
		}
		Map<String, Object> headers = new HashMap<>(plain.getHeaders());
		if (parcel.position() != 0) {
			headers.put(POSITION, parcel.position());
		}
		if (!parcel.after().isEmpty()) {
			headers.put(AFTER, new HashMap<String, Object>(parcel.after()));
		}
		if (parcel.possibleDuplicate()) {
			headers.put(POSSIBLE_DUPLICATE, true);
		}
		return plain.builder().headers(headers).build();
	}

	/** The position that a message names, 0 where it names none. */
	public static long position(AMQP.BasicProperties properties) {
		return (header(properties, POSITION) instanceof Number number) ? Math.max(0, number.longValue()) : 0;
	}

	/** The brokers that a message names; what cannot be read is left out. */
	public static Map<String, Long> after(AMQP.BasicProperties properties) {
		if (!(header(properties, AFTER) instanceof Map<?, ?> named)) {
			return Map.of();
		}
		Map<String, Long> after = new HashMap<>();
		named.forEach((broker, position) -> {
			if (position instanceof Number number) {
				after.put(broker.toString(), Math.max(0, number.longValue()));
			}
		});
		return after;
	}

	private static Object header(AMQP.BasicProperties properties, String name) {
		Object value = (properties.getHeaders() != null) ? properties.getHeaders().get(name) : null;
		return (value != null) ? value : "";
	}

}
