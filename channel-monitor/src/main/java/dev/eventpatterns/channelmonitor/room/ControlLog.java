package dev.eventpatterns.channelmonitor.room;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.amqp.MessageTime;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * What was decided lately, and how things are. Some events tell a state, how many
 * accounts are held and how much waits for a person, and come again and again: of these
 * the newest counts, and only a change is a line in the log. It holds no more decisions
 * and states than it may. For use by any number of threads.
 */
public final class ControlLog {

	/** Accounts that wait for a failed event to be repaired. */
	public static final String HELD = "held";

	/** Events that wait for a person. */
	public static final String INBOX = "inbox";

	private static final Set<String> STATES = Set.of(HELD, INBOX);

	private static final int MOST_STATES = 1_000;

	private final int most;

	private final Deque<Decision> decisions = new ArrayDeque<>();

	private final Map<Key, State> states = new LinkedHashMap<>();

	private final Consumer<Object> news;

	private long lastId;

	/**
	 * Makes an empty log.
	 * @param most how many decisions are kept; at least 1
	 * @param news told of each {@link Decision} and {@link State}, one at a time
	 */
	public ControlLog(int most, Consumer<Object> news) {
		this.most = most;
		this.news = news;
	}

	/**
	 * Notes an event.
	 * @param heard when it came, by the clock of this machine
	 * @return what it was; a state without a number is dropped
	 */
	public synchronized ControlEventKind on(ControlEvent event, Instant heard) {
		if (!STATES.contains(event.kind())) {
			add(event);
			return ControlEventKind.DECISION;
		}
		if (event.to() == null || event.to().longValue() < 0) {
			return ControlEventKind.DROPPED;
		}
		State state = new State(event.source(), event.kind(), event.channel(), event.to().longValue(), event.reason(),
				MessageTime.format(heard));
		Key key = new Key(event.source(), event.kind(), event.channel());
		State before = this.states.remove(key);
		this.states.put(key, state);
		if (this.states.size() > MOST_STATES) {
			this.states.remove(this.states.keySet().iterator().next());
		}
		// Whoever tells of 0 for the first time tells of nothing.
		if ((before != null) ? before.count() != state.count() : state.count() > 0) {
			add(new ControlEvent(event.source(), event.kind(), event.channel(),
					(before != null) ? Long.valueOf(before.count()) : null, state.count(), event.reason(), event.at()));
		}
		this.news.accept(state);
		return ControlEventKind.STATE;
	}

	private void add(ControlEvent event) {
		Decision decision = new Decision(++this.lastId, event.source(), event.kind(), event.channel(), event.from(),
				event.to(), event.reason(), event.at());
		this.decisions.addFirst(decision);
		if (this.decisions.size() > this.most) {
			this.decisions.removeLast();
		}
		this.news.accept(decision);
	}

	/**
	 * Shows all that is known, with nothing told before or after it in the meantime.
	 * @param listening whether decisions are heard at present
	 * @param seen gets it
	 * @return what that returns
	 */
	public synchronized <T> T look(boolean listening, Function<Snapshot, T> seen) {
		List<State> sorted = new ArrayList<>(this.states.values());
		Collections.reverse(sorted);
		return seen.apply(new Snapshot(listening, new ArrayList<>(this.decisions), sorted));
	}

	/**
	 * A line of the log.
	 *
	 * @param id counts from 1 since this monitor was started
	 * @param source who decided
	 * @param kind what was decided
	 * @param channel what it is about
	 * @param from the figure before, null where there is none
	 * @param to the figure from then on, null where there is none
	 * @param reason why, in words
	 * @param at when, by the clock of who decided
	 */
	public record Decision(long id, String source, String kind, String channel, @Nullable Number from,
			@Nullable Number to, String reason, String at) {
	}

	/**
	 * How things are.
	 *
	 * @param source who says so
	 * @param kind what is counted
	 * @param channel where
	 * @param count how many
	 * @param reason which ones
	 * @param heardAt when it was said last, by the clock of the monitor
	 */
	public record State(String source, String kind, String channel, long count, String reason, String heardAt) {
	}

	/**
	 * All that is known.
	 *
	 * @param listening whether decisions are heard at present
	 * @param decisions the newest first
	 * @param states the one that was heard last first
	 */
	public record Snapshot(boolean listening, List<Decision> decisions, List<State> states) {
	}

	private record Key(String source, String kind, String channel) {
	}

}
