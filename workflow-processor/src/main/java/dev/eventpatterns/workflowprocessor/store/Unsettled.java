package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Remembers what is stored and perhaps not acknowledged. After a crash in between the
 * broker delivers such an event again, and says that it may have. Then, and only then, a
 * row of events that looks like the stored ones, from the first on, is the same. Two
 * orders that are alike, and both new, stay two.
 * <p>
 * An entry is forgotten with the next batch, since its acknowledgement has been sent by
 * then, or when the connection has lived on for longer than a dead one could. An
 * acknowledgement that is lost on its way makes an event without an id come twice: one
 * row too many is seen, one too few is not.
 */
@Repository
class Unsettled {

	/** Longer than heartbeats need to find a dead connection. */
	private static final Duration CERTAIN = Duration.ofSeconds(60);

	private final JdbcTemplate jdbc;

	Unsettled(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds those that are stored already, and makes them this session's. The broker
	 * delivers again in the old order, and a batch is acknowledged as a whole: so what is
	 * delivered again begins with the stored batch, or has nothing of it. An event with
	 * an id may stand anywhere: it is recognised by that.
	 * @param redelivered events that the broker may have delivered before, in order
	 * @return the rest
	 */
	List<Arrival> claim(UUID session, List<Arrival> redelivered) {
		Deque<Stored> stored = new ArrayDeque<>(this.jdbc.query(
				"SELECT event_id, delivery_hash FROM unsettled WHERE session <> ? ORDER BY event_id",
				(row, number) -> new Stored(row.getLong("event_id"), row.getObject("delivery_hash", UUID.class)),
				session));
		List<Arrival> unknown = new ArrayList<>();
		List<Object[]> claimed = new ArrayList<>();
		boolean acknowledged = false;
		for (Arrival arrival : redelivered) {
			Stored next = stored.peek();
			if (!acknowledged && next != null && next.delivery().equals(arrival.event().delivery())) {
				claimed.add(new Object[] { session, arrival.tag(), next.event() });
				stored.remove();
				continue;
			}
			unknown.add(arrival);
			acknowledged = acknowledged || isPast(arrival);
		}
		this.jdbc.batchUpdate("UPDATE unsettled SET session = ?, tag = ? WHERE event_id = ?", claimed);
		return unknown;
	}

	/**
	 * Whether what comes with or after this delivery is not what a dead session has
	 * stored.
	 */
	private static boolean isPast(Arrival arrival) {
		return !arrival.redelivered() || arrival.event().identity() == null;
	}

	/**
	 * Forgets what other sessions have stored, once something came that they have not.
	 */
	void forgetOthers(UUID session, List<Arrival> fresh) {
		if (fresh.stream().anyMatch(Unsettled::isPast)) {
			this.jdbc.update("DELETE FROM unsettled WHERE session <> ?", session);
		}
	}

	/** Remembers what is being stored. */
	void add(UUID session, Map<Arrival, Long> stored) {
		Timestamp now = Timestamp.from(Instant.now());
		List<Object[]> rows = stored.entrySet()
			.stream()
			.map((entry) -> new Object[] { entry.getValue(), session, entry.getKey().tag(),
					entry.getKey().event().delivery(), now })
			.toList();
		this.jdbc.batchUpdate("""
				INSERT INTO unsettled (event_id, session, tag, delivery_hash, stored_at)
				VALUES (?, ?, ?, ?, ?)""", rows);
	}

	/** Forgets what this session has got up to a delivery, for that is acknowledged. */
	void settle(UUID session, long tag) {
		this.jdbc.update("DELETE FROM unsettled WHERE session = ? AND tag <= ?", session, tag);
	}

	/**
	 * Forgets what a living session has had for long, and what others left before it
	 * began.
	 */
	void settleOld(UUID session, Instant begun) {
		Instant certain = Instant.now().minus(CERTAIN);
		this.jdbc.update("DELETE FROM unsettled WHERE session = ? AND stored_at < ?", session, Timestamp.from(certain));
		if (begun.isBefore(certain)) {
			this.jdbc.update("DELETE FROM unsettled WHERE session <> ? AND stored_at < ?", session,
					Timestamp.from(begun));
		}
	}

	/** The latest delivery that this session has stored, 0 for none. */
	long latest(UUID session) {
		Long tag = this.jdbc.queryForObject("SELECT coalesce(max(tag), 0) FROM unsettled WHERE session = ?", Long.class,
				session);
		return (tag != null) ? tag : 0;
	}

	/** An event that is stored, and how its delivery is recognised. */
	private record Stored(long event, UUID delivery) {
	}

}
