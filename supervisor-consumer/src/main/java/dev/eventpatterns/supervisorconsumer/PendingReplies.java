package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings replies to those who wait for them. A reply that nobody waits for any more is
 * dropped and counted: its request was answered as timed out, and cannot be answered
 * twice.
 *
 * @param <T> what a reply is
 */
public final class PendingReplies<T> {

	private final Map<String, CompletableFuture<T>> waiting = new ConcurrentHashMap<>();

	private final AtomicLong late = new AtomicLong();

	/** Begins to wait, before the request goes out, so that no reply can be too early. */
	public void expect(String request) {
		this.waiting.put(request, new CompletableFuture<>());
	}

	/**
	 * Waits for a reply that was {@linkplain #expect expected}.
	 * @return the reply
	 * @throws TimeoutException if there is none in time; one that comes later is dropped
	 * @throws IllegalStateException if the request {@linkplain #fail cannot be answered}
	 * @throws InterruptedException if interrupted before
	 */
	public T await(String request, Duration patience) throws TimeoutException, InterruptedException {
		CompletableFuture<T> reply = this.waiting.get(request);
		if (reply == null) {
			throw new IllegalStateException("No reply to " + request + " is expected");
		}
		try {
			return reply.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw new IllegalStateException((cause != null) ? cause.getMessage() : null, cause);
		}
		finally {
			this.waiting.remove(request);
		}
	}

	/**
	 * Brings a reply.
	 * @return whether somebody waited for it
	 */
	public boolean replied(String request, T reply) {
		CompletableFuture<T> expected = this.waiting.get(request);
		if (expected != null && expected.complete(reply)) {
			return true;
		}
		this.late.incrementAndGet();
		return false;
	}

	/** Ends the wait for a reply that cannot come. */
	public void fail(String request, Throwable cause) {
		CompletableFuture<T> expected = this.waiting.get(request);
		if (expected != null) {
			expected.completeExceptionally(cause);
		}
	}

	/** Ends all waits: no reply can come any more. */
	public void failAll(Throwable cause) {
		this.waiting.values().forEach((expected) -> expected.completeExceptionally(cause));
	}

	/** How many replies nobody waited for any more. */
	public long late() {
		return this.late.get();
	}

	/** How many requests wait for their reply. */
	public int size() {
		return this.waiting.size();
	}

}
