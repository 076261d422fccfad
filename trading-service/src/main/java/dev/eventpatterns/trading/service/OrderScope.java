package dev.eventpatterns.trading.service;

import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** An order's handling by one thread, as its trace and the logs know it. */
public final class OrderScope implements AutoCloseable {

	/** The key of the order's id among what a log line carries. */
	public static final String ORDER_ID = "orderId";

	private final MessageSpan span;

	private final Tracer.SpanInScope scope;

	OrderScope(MessageSpan span, @Nullable String orderId, Tracer tracer) {
		this.span = span;
		this.scope = tracer.withSpan(span.span());
		if (orderId != null) {
			MDC.put(ORDER_ID, orderId);
		}
	}

	/** The handling failed; to be closed all the same. */
	public void failed(Throwable cause) {
		this.span.failed(cause);
	}

	@Override
	public void close() {
		MDC.remove(ORDER_ID);
		this.scope.close();
		this.span.close();
	}

}
