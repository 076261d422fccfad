package dev.eventpatterns.workflowprocessor.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.Origin;

/** The columns of an event, without what is there for searching. */
final class EventRows {

	static final String COLUMNS = """
			id, state, group_id, order_id, context, exchange, routing_key, queue, module, cause, exception, message, \
			content_type, message_id, size, preview, held, lineage, attempt, repairs, rules, previous_id, next_id, \
			attempts, version, first_at, last_at, changed_at""";

	static final String SELECT = "SELECT " + COLUMNS + " FROM event ";

	private EventRows() {
	}

	static StoredEvent read(ResultSet row, int number) throws SQLException {
		Origin origin = new Origin(row.getString("exchange"), row.getString("routing_key"), row.getString("queue"),
				row.getString("module"));
		return new StoredEvent(row.getLong("id"), EventState.valueOf(row.getString("state")), row.getString("group_id"),
				row.getString("order_id"), row.getString("context"), origin, Cause.valueOf(row.getString("cause")),
				row.getString("exception"), row.getString("message"), row.getString("content_type"),
				row.getString("message_id"), row.getInt("size"), row.getString("preview"), row.getBoolean("held"),
				row.getObject("lineage", UUID.class), row.getInt("attempt"), row.getInt("repairs"),
				rules(row.getString("rules")), id(row, "previous_id"), id(row, "next_id"), row.getInt("attempts"),
				row.getInt("version"), row.getTimestamp("first_at").toInstant(),
				row.getTimestamp("last_at").toInstant(), row.getTimestamp("changed_at").toInstant());
	}

	private static List<String> rules(@Nullable String names) {
		return (names != null) ? List.of(names.split(",")) : List.of();
	}

	private static @Nullable Long id(ResultSet row, String column) throws SQLException {
		long id = row.getLong(column);
		return row.wasNull() ? null : id;
	}

}
