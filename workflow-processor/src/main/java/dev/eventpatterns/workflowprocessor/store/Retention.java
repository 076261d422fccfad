package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.workflowprocessor.EventState;

/**
 * Removes events that are done and old. What is said about them in the audit trail stays.
 */
@Repository
public class Retention {

	private static final int BATCH = 500;

	private final JdbcTemplate jdbc;

	private final Groups groups;

	Retention(JdbcTemplate jdbc, Groups groups) {
		this.jdbc = jdbc;
		this.groups = groups;
	}

	/**
	 * Removes some events.
	 * @param state of this state
	 * @param before that they have been in since before then
	 * @return how many were removed; if any, there may be more
	 */
	@Transactional
	public int remove(EventState state, Instant before) {
		List<Object[]> old = this.jdbc
			.query("""
					SELECT id, group_id FROM event WHERE state = ? AND changed_at < ? ORDER BY state, id LIMIT ? FOR UPDATE""",
					(row, number) -> new Object[] { row.getLong("id"), row.getString("group_id") }, state.name(),
					Timestamp.from(before), BATCH);
		if (old.isEmpty()) {
			return 0;
		}
		Collection<Long> ids = old.stream().map((row) -> (Long) row[0]).toList();
		this.jdbc.update("DELETE FROM event_content WHERE event_id = ANY (?)", Many.of(Many.IDS, ids));
		this.jdbc.update("DELETE FROM event WHERE id = ANY (?)", Many.of(Many.IDS, ids));
		Tally tally = new Tally();
		old.forEach((row) -> tally.add((String) row[1], state, -1));
		this.groups.count(tally);
		return old.size();
	}

}
