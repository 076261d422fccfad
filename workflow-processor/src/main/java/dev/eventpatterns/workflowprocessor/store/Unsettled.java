package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Remembers what is stored and perhaps not acknowledged. After a crash in between the
 * broker delivers such an event again, and says that it may have. Then, and only then,
 * one that looks the same is the same: each of those remembered stands for one delivery.
 * Two orders that are alike, and both new, stay two.
 * <p>
 * An entry is forgotten once its acknowledgement has reached the broker for certain: when
 * the broker has delivered so much more that the prefetch limit would not have allowed it
 * otherwise, or the connection has lived on for longer than a dead one could.
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
	 * Finds those that are stored already, and makes them this session's.
	 * @param redelivered events that the broker may have delivered before
	 * @return the rest
	 */
	List<Arrival> claim(UUID session, List<Arrival> redelivered) {
		Map<UUID, Deque<Long>> stored = new HashMap<>();
		List<UUID> hashes = redelivered.stream().map((arrival) -> arrival.event().delivery()).distinct().toList();
		// What this session has stored itself is no earlier delivery.
		this.jdbc.query("""
				SELECT event_id, delivery_hash FROM unsettled WHERE delivery_hash = ANY (?) AND session <> ?
				ORDER BY event_id""", (row) -> {
			stored.computeIfAbsent(row.getObject("delivery_hash", UUID.class), (hash) -> new ArrayDeque<>())
				.add(row.getLong("event_id"));
		}, Many.of(Many.UUIDS, hashes), session);
		List<Arrival> unknown = new ArrayList<>();
		List<Object[]> claimed = new ArrayList<>();
		for (Arrival arrival : redelivered) {
			Deque<Long> candidates = stored.get(arrival.event().delivery());
			if (candidates != null && !candidates.isEmpty()) {
				claimed.add(new Object[] { session, arrival.tag(), candidates.poll() });
			}
			else {
				unknown.add(arrival);
			}
		}
		this.jdbc.batchUpdate("UPDATE unsettled SET session = ?, tag = ? WHERE event_id = ?", claimed);
		return unknown;
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

}
