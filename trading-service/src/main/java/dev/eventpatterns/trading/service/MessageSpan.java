package dev.eventpatterns.trading.service;

import com.rabbitmq.client.AMQP;
import io.micrometer.tracing.Span;

/** What one hop does with a message, as a span of the message's trace. */
public final class MessageSpan implements AutoCloseable {

	private final MessageTraces traces;

	private final Span span;

	MessageSpan(MessageTraces traces, Span span) {
		this.traces = traces;
		this.span = span;
	}

	Span span() {
		return this.span;
	}

	/**
	 * Lets whoever gets the message next go on from here.
	 * @param received the message's properties
	 * @return the same where there is no trace
	 */
	public AMQP.BasicProperties onwards(AMQP.BasicProperties received) {
		return this.span.isNoop() ? received : MessageTraces.with(received, this.traces.headers(this.span.context()));
	}

	/** The hop failed; to be closed all the same. */
	public void failed(Throwable cause) {
		this.span.error(cause);
	}

	@Override
	public void close() {
		this.span.end();
	}

}
