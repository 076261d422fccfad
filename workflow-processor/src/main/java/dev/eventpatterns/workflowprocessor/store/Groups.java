package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.EventState;

/**
 * Events that failed in the same way, counted by state. Counts change with the events, in
 * the same transaction, as the last thing in it and in the order of the groups: so no two
 * transactions wait for each other in a circle.
 */
@Repository
public class Groups {

	/** More than a page shows: what comes after has few events. */
	private static final int MOST = 500;

	private final JdbcTemplate jdbc;

	Groups(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Makes groups of new events known, and how long they have been there. */
	void met(Collection<NewEvent> events) {
		Map<String, NewEvent> latest = new TreeMap<>();
		events.forEach((event) -> latest.put(event.group(), event));
		this.jdbc.batchUpdate("""
				INSERT INTO event_group (id, cause, module, queue, exception, example, first_at, last_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", latest.values(), latest.size(),
				(statement, event) -> {
					Timestamp at = Timestamp.from(event.event().receivedAt());
					statement.setString(1, event.group());
					statement.setString(2, event.event().complaint().cause().name());
					statement.setString(3, event.event().origin().module());
					statement.setString(4, event.event().origin().queue());
					statement.setString(5, event.event().complaint().exception());
					statement.setString(6, event.event().complaint().message());
					statement.setTimestamp(7, at);
					statement.setTimestamp(8, at);
				});
		this.jdbc.batchUpdate("UPDATE event_group SET last_at = ? WHERE id = ?", latest.values(), latest.size(),
				(statement, event) -> {
					statement.setTimestamp(1, Timestamp.from(event.event().receivedAt()));
					statement.setString(2, event.group());
				});
	}

	/** Counts on. */
	void count(Tally tally) {
		List<Map.Entry<Tally.Key, Integer>> changes = tally.changes();
		this.jdbc.batchUpdate("""
				INSERT INTO group_count (group_id, state, events) VALUES (?, ?, 0) ON CONFLICT DO NOTHING""", changes,
				changes.size(), (statement, change) -> {
					statement.setString(1, change.getKey().group());
					statement.setString(2, change.getKey().state().name());
				});
		this.jdbc.batchUpdate("UPDATE group_count SET events = events + ? WHERE group_id = ? AND state = ?", changes,
				changes.size(), (statement, change) -> {
					statement.setInt(1, change.getValue());
					statement.setString(2, change.getKey().group());
					statement.setString(3, change.getKey().state().name());
				});
	}

	/** How many events are in which state, in all groups. */
	public Map<EventState, Long> totals() {
		Map<EventState, Long> totals = new EnumMap<>(EventState.class);
		for (EventState state : EventState.values()) {
			totals.put(state, 0L);
		}
		this.jdbc.query("SELECT state, sum(events) AS events FROM group_count GROUP BY state", (row) -> {
			totals.put(EventState.valueOf(row.getString("state")), row.getLong("events"));
		});
		return totals;
	}

	/** How many events wait for a person. */
	public long waiting() {
		Map<EventState, Long> totals = totals();
		return EventState.FOR_A_PERSON.stream().mapToLong((state) -> totals.getOrDefault(state, 0L)).sum();
	}

	/** The groups, those with the most events for a person first. */
	public List<EventGroup> all() {
		Map<String, EventGroup> groups = new LinkedHashMap<>();
		Map<String, Map<EventState, Long>> counts = new HashMap<>();
		this.jdbc.query("SELECT group_id, state, events FROM group_count", (row) -> {
			counts.computeIfAbsent(row.getString("group_id"), (id) -> new EnumMap<>(EventState.class))
				.put(EventState.valueOf(row.getString("state")), row.getLong("events"));
		});
		this.jdbc.query("SELECT * FROM event_group ORDER BY last_at DESC", (row) -> {
			String id = row.getString("id");
			groups.put(id,
					new EventGroup(id, Cause.valueOf(row.getString("cause")), row.getString("module"),
							row.getString("queue"), row.getString("exception"), row.getString("example"),
							counts.getOrDefault(id, Map.of()), row.getTimestamp("first_at").toInstant(),
							row.getTimestamp("last_at").toInstant()));
		});
		return groups.values()
			.stream()
			.filter((group) -> group.total() > 0)
			.sorted((one, other) -> Long.compare(other.waiting(), one.waiting()))
			.limit(MOST)
			.toList();
	}

}
