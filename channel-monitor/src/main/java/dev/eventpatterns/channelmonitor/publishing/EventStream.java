package dev.eventpatterns.channelmonitor.publishing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

import dev.eventpatterns.channelmonitor.Mailbox;

/**
 * Answers that do not end. Each reader has a thread and a mailbox, so a slow one misses
 * what its mailbox does not keep, and nobody waits for it.
 *
 * @param <E> what is told
 * @param <M> what stands between it and a reader
 */
public final class EventStream<E, M extends Mailbox<E>> {

	private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

	private final Map<SseEmitter, M> readers = new ConcurrentHashMap<>();

	private final int most;

	private final Function<E, SseEventBuilder> form;

	private final Supplier<SseEventBuilder> nothingNew;

	private volatile boolean closed;

	/**
	 * Prepares a stream.
	 * @param most how many may read at once
	 * @param form how something is told
	 * @param nothingNew what is sent when there was nothing to tell for 10 s, which finds
	 * out who has left
	 */
	public EventStream(int most, Function<E, SseEventBuilder> form, Supplier<SseEventBuilder> nothingNew) {
		this.most = most;
		this.form = form;
		this.nothingNew = nothingNew;
	}

	/**
	 * Lets somebody read.
	 * @param mailbox the reader's own
	 * @return the answer that does not end
	 * @throws TooManyReadersException if there are as many as may be, or it is closed
	 */
	public SseEmitter open(M mailbox) {
		SseEmitter emitter = new SseEmitter(0L);
		synchronized (this) {
			if (this.closed || this.readers.size() >= this.most) {
				throw new TooManyReadersException(this.most);
			}
			this.readers.put(emitter, mailbox);
		}
		emitter.onCompletion(() -> leave(emitter));
		emitter.onError((failure) -> leave(emitter));
		Thread thread = new Thread(() -> send(emitter, mailbox), "channel-stream");
		thread.setDaemon(true);
		thread.start();
		return emitter;
	}

	private void send(SseEmitter emitter, M mailbox) {
		try {
			// Tells the reader that it is connected even if there is nothing to tell.
			emitter.send(SseEmitter.event().comment("connected"));
			while (!mailbox.isClosed()) {
				List<E> news = mailbox.take(SIGN_OF_LIFE);
				if (news.isEmpty() && !mailbox.isClosed()) {
					emitter.send(this.nothingNew.get());
				}
				for (E each : news) {
					emitter.send(this.form.apply(each));
				}
			}
			emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The reader has gone.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			leave(emitter);
		}
	}

	private void leave(SseEmitter emitter) {
		M mailbox = this.readers.remove(emitter);
		if (mailbox != null) {
			mailbox.close();
		}
	}

	/** Puts something into each reader's mailbox. */
	public void tell(Consumer<M> news) {
		this.readers.values().forEach(news);
	}

	/** Ends all answers. */
	public synchronized void close() {
		this.closed = true;
		this.readers.values().forEach(Mailbox::close);
	}

	/** As many read as may. */
	static final class TooManyReadersException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TooManyReadersException(int most) {
			super("As many as " + most + " read the stream: end one, or raise channel-monitor.max-readers");
		}

	}

}
