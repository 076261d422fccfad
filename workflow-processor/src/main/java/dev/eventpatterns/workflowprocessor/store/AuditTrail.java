package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.message.Texts;

/** Who did what to an event, and when. Entries are added, and nothing else. */
@Repository
public class AuditTrail {

	/** Who acts when no person does. */
	public static final String SYSTEM = "workflow-processor";

	private static final int LONGEST_NOTE = 1_000;

	private static final String SELECT = "SELECT * FROM audit WHERE event_id = ? ORDER BY id ";

	private final JdbcTemplate jdbc;

	AuditTrail(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	void add(List<Entry> entries) {
		this.jdbc.batchUpdate("""
				INSERT INTO audit (event_id, at, who, action, note, state_from, state_to, body_to)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", entries, Math.max(1, entries.size()), (statement, entry) -> {
			statement.setLong(1, entry.eventId());
			statement.setTimestamp(2, Timestamp.from(entry.at()));
			statement.setString(3, Texts.printable(entry.who(), Texts.SHORT));
			statement.setString(4, entry.action());
			statement.setString(5, Texts.printable(entry.note(), LONGEST_NOTE));
			statement.setString(6, (entry.from() != null) ? entry.from().name() : null);
			statement.setString(7, entry.to().name());
			statement.setBytes(8, entry.body());
		});
	}

	/** What happened to an event, from first to last. */
	public List<Entry> of(long eventId) {
		return this.jdbc.query(SELECT, (row, number) -> {
			String from = row.getString("state_from");
			return new Entry(row.getLong("event_id"), row.getTimestamp("at").toInstant(), row.getString("who"),
					row.getString("action"), row.getString("note"), (from != null) ? EventState.valueOf(from) : null,
					EventState.valueOf(row.getString("state_to")), row.getBytes("body_to"));
		}, eventId);
	}

	/** The latest entry. */
	public Optional<Entry> latest(long eventId) {
		List<Entry> all = of(eventId);
		return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
	}

	/**
	 * One thing that happened.
	 *
	 * @param eventId to which event
	 * @param at when
	 * @param who a person's name, or {@value AuditTrail#SYSTEM}
	 * @param action what was done
	 * @param note why, or with what
	 * @param from the state before, null for a new event
	 * @param to the state after
	 * @param body the body that was sent, null if that was the event's own or none
	 */
	public record Entry(long eventId, Instant at, String who, String action, @Nullable String note,
			@Nullable EventState from, EventState to, byte @Nullable [] body) {
	}

}
