package dev.eventpatterns.workflowprocessor.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

import dev.eventpatterns.workflowprocessor.EventState;

/** Finds events, newest first and a page at a time, by what an index knows. */
@Repository
public class Events {

	/**
	 * How many events a search for a part of a text looks at, before it shows what it
	 * has.
	 */
	private static final int SEARCHED = 50_000;

	private static final Comparator<StoredEvent> NEWEST_FIRST = Comparator.comparingLong(StoredEvent::id).reversed();

	private final JdbcTemplate jdbc;

	private final Selection selection;

	Events(JdbcTemplate jdbc, Selection selection) {
		this.jdbc = jdbc;
		this.selection = selection;
	}

	/** One event. */
	public Optional<StoredEvent> find(long id) {
		return this.jdbc.query(EventRows.SELECT + "WHERE id = ?", EventRows::read, id).stream().findFirst();
	}

	/** An event and its returns, the first one first. */
	public List<StoredEvent> lineage(UUID lineage) {
		return this.jdbc.query(EventRows.SELECT + "WHERE lineage = ? ORDER BY id", EventRows::read, lineage);
	}

	/**
	 * A page.
	 * @param query what is asked for
	 * @param size most events
	 */
	public Page page(EventQuery query, int size) {
		String text = (query.text() != null && !query.text().isBlank()) ? query.text().strip() : null;
		if (text == null) {
			return firstOf(rows(query, size + 1, null, null), size);
		}
		if (!this.selection.isName(text)) {
			return search(query, text, size);
		}
		List<StoredEvent> named = new ArrayList<>(rows(query, size + 1, "order_id = ?", text));
		rows(query, size + 1, "context = ?", text).stream()
			.filter((event) -> !text.equals(event.orderId()))
			.forEach(named::add);
		return firstOf(named, size);
	}

	private static Page firstOf(List<StoredEvent> found, int size) {
		List<StoredEvent> items = found.stream().sorted(NEWEST_FIRST).limit(size).toList();
		return new Page(items, (found.size() > size) ? items.get(size - 1).id() : null);
	}

	/**
	 * Each state by itself, and then sorted together: an index has them in order then,
	 * where it would not have those of several states.
	 */
	private List<StoredEvent> rows(EventQuery query, int most, @Nullable String condition, @Nullable Object value) {
		if (query.states().isEmpty()) {
			return rows(query, null, most, condition, value);
		}
		List<StoredEvent> rows = new ArrayList<>();
		query.states().forEach((state) -> rows.addAll(rows(query, state, most, condition, value)));
		return rows;
	}

	private List<StoredEvent> rows(EventQuery query, @Nullable EventState state, int most, @Nullable String condition,
			@Nullable Object value) {
		Conditions conditions = Conditions.of(query, state);
		if (condition != null) {
			conditions.and(condition, value);
		}
		return this.jdbc.query(EventRows.SELECT + conditions.sql() + order(query, state) + " LIMIT ?", EventRows::read,
				conditions.valuesAnd(most));
	}

	/**
	 * Named in full, the order is that of an index, whose first columns have one value.
	 */
	private static String order(EventQuery query, @Nullable EventState state) {
		StringBuilder order = new StringBuilder(" ORDER BY ");
		if (query.group() != null) {
			order.append("group_id DESC, ");
		}
		if (state != null) {
			order.append("state DESC, ");
		}
		if (query.group() == null && state == null && query.module() != null) {
			order.append("module DESC, ");
		}
		else if (query.group() == null && state == null && query.queue() != null) {
			order.append("queue DESC, ");
		}
		return order.append("id DESC").toString();
	}

	/**
	 * Looks for a part of a text in the latest so many events. No index knows it, so this
	 * ends after a while, and the next page goes on.
	 */
	private Page search(EventQuery query, String text, int size) {
		long newest = (query.cursor() != null) ? query.cursor() - 1 : this.selection.newest();
		if (newest <= 0) {
			return new Page(List.of(), null);
		}
		long oldest = Math.max(0, newest - SEARCHED);
		Conditions conditions = Conditions.of(query.after(newest + 1), null).and("id > ?", oldest);
		if (!query.states().isEmpty()) {
			conditions.and("state = ANY (?)", Many.of(Many.TEXTS, query.states().stream().map(Enum::name).toList()));
		}
		conditions.and("search LIKE ? ESCAPE '!'", Selection.part(text));
		List<StoredEvent> found = this.jdbc.query(EventRows.SELECT + conditions.sql() + " ORDER BY id DESC LIMIT ?",
				EventRows::read, conditions.valuesAnd(size + 1));
		if (found.size() > size) {
			return firstOf(found, size);
		}
		return new Page(found, (oldest > 0) ? oldest + 1 : null);
	}

	/** Those that a rule can mend, in the order in which they came. */
	public List<Long> due(long after, int most) {
		return this.jdbc.queryForList("SELECT id FROM event WHERE state = 'DUE' AND id > ? ORDER BY state, id LIMIT ?",
				Long.class, after, most);
	}

	/** Events by their ids, in no order. */
	public List<StoredEvent> all(List<Long> ids) {
		return this.jdbc.query(EventRows.SELECT + "WHERE id = ANY (?)", EventRows::read, Many.of(Many.IDS, ids));
	}

	/**
	 * A page.
	 *
	 * @param items the events
	 * @param next the cursor of the page after this one, null for the last
	 */
	public record Page(List<StoredEvent> items, @Nullable Long next) {
	}

}
