package dev.eventpatterns.trading.service;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.TradeOrder;

/**
 * Takes traces over messages: who publishes sends the trace's context along as headers,
 * who receives goes on with a span of its own. Where tracing is off, both cost next to
 * nothing.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public final class MessageTraces {

	private final Tracer tracer;

	private final Propagator propagator;

	MessageTraces(Tracer tracer, Propagator propagator) {
		this.tracer = tracer;
		this.propagator = propagator;
	}

	/**
	 * The context of the thread's trace, as headers for a message that goes on with it.
	 * @return empty if there is no trace
	 */
	public Map<String, String> current() {
		TraceContext context = this.tracer.currentTraceContext().context();
		return (context != null) ? headers(context) : Map.of();
	}

	Map<String, String> headers(TraceContext context) {
		Map<String, String> headers = new HashMap<>();
		this.propagator.inject(context, headers, (carrier, name, value) -> {
			if (carrier != null) {
				carrier.put(name, value);
			}
		});
		return headers;
	}

	/**
	 * Adds a trace's context to a message.
	 * @param properties the message's
	 * @param context what {@link #current} returned, here or on another thread
	 * @return the same properties if there is no context
	 */
	public static AMQP.BasicProperties with(AMQP.BasicProperties properties, Map<String, String> context) {
		if (context.isEmpty()) {
			return properties;
		}
		Map<String, Object> headers = new HashMap<>(orEmpty(properties.getHeaders()));
		headers.putAll(context);
		return properties.builder().headers(headers).build();
	}

	/**
	 * Begins the span of a hop that hands a message on.
	 * @param hop the span's name
	 * @param headers the message's, null where it has none
	 * @return the span, to be closed when somebody else has the message
	 */
	public MessageSpan begin(String hop, @Nullable Map<String, Object> headers) {
		return new MessageSpan(this,
				this.propagator.extract(orEmpty(headers), ContextReader.INSTANCE)
					.kind(Span.Kind.CONSUMER)
					.name(hop)
					.tag("messaging.system", "rabbitmq")
					.start());
	}

	/**
	 * Begins the span of an order's handling, on the thread that handles it. What that
	 * logs carries the order's id, and the trace's.
	 * @param hop the span's name
	 * @param order the order
	 * @param headers those of its message, null where it has none
	 * @return the handling, to be closed by the same thread
	 */
	public OrderScope handling(String hop, TradeOrder order, @Nullable Map<String, Object> headers) {
		MessageSpan span = begin(hop, headers);
		return new OrderScope(span, order.orderId(), this.tracer);
	}

	/**
	 * Lets a handler handle an order, within a span of its own.
	 * @param handler the handler
	 * @param order the order
	 * @param headers those of its message, null where it has none
	 * @throws Exception what the handler throws
	 */
	public void handle(OrderHandler handler, TradeOrder order, @Nullable Map<String, Object> headers) throws Exception {
		try (OrderScope scope = handling("handle", order, headers)) {
			try {
				handler.handle(order);
			}
			catch (Throwable ex) {
				scope.failed(ex);
				throw ex;
			}
		}
	}

	private static Map<String, Object> orEmpty(@Nullable Map<String, Object> headers) {
		return (headers != null) ? headers : Collections.emptyMap();
	}

	/** Header values come as the client library's long strings. */
	private enum ContextReader implements Propagator.Getter<Map<String, Object>> {

		INSTANCE;

		@Override
		public @Nullable String get(Map<String, Object> headers, String name) {
			Object value = headers.get(name);
			return (value != null) ? value.toString() : null;
		}

		@Override
		public Iterable<String> getAll(Map<String, Object> headers, String name) {
			String value = get(headers, name);
			return (value != null) ? List.of(value) : List.of();
		}

	}

}
