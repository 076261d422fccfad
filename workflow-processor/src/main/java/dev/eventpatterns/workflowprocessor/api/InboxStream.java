package dev.eventpatterns.workflowprocessor.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.security.web.session.HttpSessionIdChangedEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import dev.eventpatterns.workflowprocessor.InboxChange;
import dev.eventpatterns.workflowprocessor.store.Groups;

/**
 * Tells those who look what changes: gathered for a moment, so that a flood of events is
 * a few messages. Each listener has a queue of its own; one that cannot keep up is cut
 * off, comes again by itself, and reads anew.
 */
@Component
class InboxStream implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(InboxStream.class);

	private static final int MOST_LISTENERS = 50;

	private static final int MOST_ENTRIES = 100;

	private static final long TICK_MILLIS = 250;

	private static final int HEARTBEAT_TICKS = 40;

	private final Groups groups;

	private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();

	private final Queue<InboxChange> changes = new ConcurrentLinkedQueue<>();

	private final ExecutorService senders = Executors.newCachedThreadPool(daemons("inbox-stream-"));

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemons("inbox-clock-"));

	private long ticks;

	private volatile boolean running;

	InboxStream(Groups groups) {
		this.groups = groups;
	}

	private static CustomizableThreadFactory daemons(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	@TransactionalEventListener
	void on(InboxChange change) {
		if (!this.listeners.isEmpty()) {
			this.changes.add(change);
		}
	}

	/** Whoever has signed out, or has not come back for long, is told no more. */
	@EventListener
	void on(HttpSessionDestroyedEvent ended) {
		endThoseOf(ended.getId());
	}

	/** Whoever signs in anew may be somebody else. */
	@EventListener
	void on(HttpSessionIdChangedEvent changed) {
		endThoseOf(changed.getOldSessionId());
	}

	private void endThoseOf(String session) {
		this.listeners.stream().filter((listener) -> listener.isOf(session)).forEach(StreamListener::end);
	}

	/**
	 * Lets somebody listen.
	 * @param session with whose end it ends; null for who sends a password each time
	 */
	SseEmitter open(@Nullable String session) {
		if (this.listeners.size() >= MOST_LISTENERS) {
			throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "Too many listeners",
					"As many as may listen do so already. Ask again later, or without the stream.");
		}
		Map<String, Object> counts = counts();
		StreamListener listener = new StreamListener(session, this.listeners::remove);
		this.listeners.add(listener);
		listener.offer("counts", counts);
		this.senders.execute(listener::run);
		return listener.emitter();
	}

	private Map<String, Object> counts() {
		Map<String, Object> counts = new LinkedHashMap<>();
		counts.put("waiting", this.groups.waiting());
		this.groups.totals().forEach((state, events) -> counts.put(state.name(), events));
		return counts;
	}

	private void tick() {
		try {
			this.ticks++;
			List<InboxChange.Entry> arrived = new ArrayList<>();
			List<InboxChange.Entry> changed = new ArrayList<>();
			for (InboxChange next = this.changes.poll(); next != null; next = this.changes.poll()) {
				(next.arrived() ? arrived : changed).addAll(next.events());
			}
			if (!arrived.isEmpty()) {
				tell("arrived", new News(arrived.size(), latest(arrived)));
			}
			if (!changed.isEmpty()) {
				tell("changed", new News(changed.size(), latest(changed)));
			}
			if (!arrived.isEmpty() || !changed.isEmpty()) {
				tell("counts", counts());
			}
			else if (this.ticks % HEARTBEAT_TICKS == 0) {
				tell("heartbeat", Map.of());
			}
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("No counts for now", ex);
		}
	}

	private static List<InboxChange.Entry> latest(List<InboxChange.Entry> entries) {
		return entries.subList(Math.max(0, entries.size() - MOST_ENTRIES), entries.size());
	}

	private void tell(String name, Object data) {
		this.listeners.forEach((listener) -> listener.offer(name, data));
	}

	@Override
	public void start() {
		this.running = true;
		this.clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Before the web server, which would wait for the streams to end. */
	@Override
	public void stop() {
		this.running = false;
		this.clock.shutdown();
		this.listeners.forEach(StreamListener::end);
		this.senders.shutdownNow();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** What happened: how often, and to which events, the latest of them. */
	record News(int count, List<InboxChange.Entry> events) {
	}

}
