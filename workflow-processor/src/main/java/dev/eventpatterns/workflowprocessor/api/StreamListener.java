package dev.eventpatterns.workflowprocessor.api;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Somebody who listens to the {@link InboxStream}, with a queue and a thread of its own.
 * When the queue is full it cannot keep up, and is cut off.
 */
final class StreamListener {

	private static final int MOST_QUEUED = 64;

	private final SseEmitter emitter = new SseEmitter(0L);

	private final BlockingQueue<SseEmitter.SseEventBuilder> queue = new ArrayBlockingQueue<>(MOST_QUEUED);

	private final Consumer<StreamListener> whenEnded;

	private volatile boolean ended;

	private final @Nullable String session;

	/**
	 * Begins.
	 * @param session the session of who listens; null for a script, which has none
	 * @param whenEnded called at the end, perhaps more than once
	 */
	StreamListener(@Nullable String session, Consumer<StreamListener> whenEnded) {
		this.session = session;
		this.whenEnded = whenEnded;
		this.emitter.onCompletion(this::end);
		this.emitter.onError((failure) -> end());
		this.emitter.onTimeout(this::end);
	}

	boolean isOf(String session) {
		return session.equals(this.session);
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	void offer(String name, Object data) {
		if (!this.queue.offer(SseEmitter.event().name(name).data(data))) {
			end();
		}
	}

	/** Sends what is offered, until the end. */
	void run() {
		try {
			while (!this.ended) {
				SseEmitter.SseEventBuilder next = this.queue.poll(1, TimeUnit.SECONDS);
				if (next != null) {
					this.emitter.send(next);
				}
			}
			this.emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			end();
		}
		catch (InterruptedException ex) {
			this.emitter.complete();
		}
	}

	void end() {
		this.ended = true;
		this.whenEnded.accept(this);
	}

}
