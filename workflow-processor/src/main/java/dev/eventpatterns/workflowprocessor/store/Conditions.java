package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.EventState;

/** A WHERE clause. Values become parameters, and nothing else comes from outside. */
final class Conditions {

	private final StringBuilder sql = new StringBuilder("WHERE TRUE");

	private final List<Object> values = new ArrayList<>();

	static Conditions of(EventQuery query, @Nullable EventState state) {
		Conditions conditions = new Conditions();
		conditions.and("state = ?", (state != null) ? state.name() : null);
		conditions.and("group_id = ?", query.group());
		conditions.and("module = ?", query.module());
		conditions.and("queue = ?", query.queue());
		conditions.and("first_at >= ?", (query.from() != null) ? Timestamp.from(query.from()) : null);
		conditions.and("first_at < ?", (query.to() != null) ? Timestamp.from(query.to()) : null);
		conditions.and("id < ?", query.cursor());
		return conditions;
	}

	/** Adds a condition, unless its value does not matter. */
	Conditions and(String condition, @Nullable Object value) {
		if (value != null) {
			this.sql.append(" AND ").append(condition);
			this.values.add(value);
		}
		return this;
	}

	/** Adds an alternative to the condition before. */
	void or(String condition, Object value) {
		this.sql.append(" OR ").append(condition);
		this.values.add(value);
	}

	/** The clause. */
	String sql() {
		return this.sql.toString();
	}

	/** Its parameters. */
	Object[] values() {
		return this.values.toArray();
	}

	/** Its parameters, and one more. */
	Object[] valuesAnd(Object last) {
		List<Object> all = new ArrayList<>(this.values);
		all.add(last);
		return all.toArray();
	}

}
