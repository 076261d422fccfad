package dev.eventpatterns.workflowprocessor.store;

import java.util.List;
import java.util.Locale;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Events to be worked through, in the order in which they came. What is selected is what
 * {@link Events} shows for the same query.
 */
@Repository
public class Selection {

	private final JdbcTemplate jdbc;

	Selection(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Whether a text is an order's id or an account, in whatever state: then only events
	 * that have it are meant, and none that merely holds it somewhere.
	 */
	boolean isName(String text) {
		return !this.jdbc
			.queryForList(
					"SELECT id FROM event WHERE order_id = ? UNION ALL SELECT id FROM event WHERE context = ? LIMIT 1",
					Long.class, text, text)
			.isEmpty();
	}

	/** A pattern for texts with this part. */
	static String part(String text) {
		return "%" + text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
	}

	/**
	 * Ids in the order in which the events came, to be worked through.
	 * @param query its cursor does not count
	 * @param after with a higher id than this
	 * @param upTo with no higher id than this
	 */
	public List<Long> ids(EventQuery query, long after, long upTo, int most) {
		Conditions conditions = chosen(query, upTo).and("id > ?", after);
		return this.jdbc.queryForList("SELECT id FROM event " + conditions.sql() + " ORDER BY id LIMIT ?", Long.class,
				conditions.valuesAnd(most));
	}

	/** How many events {@link #ids} would go through. */
	public int count(EventQuery query, long upTo) {
		Conditions conditions = chosen(query, upTo);
		Integer count = this.jdbc.queryForObject("SELECT count(*) FROM event " + conditions.sql(), Integer.class,
				conditions.values());
		return (count != null) ? count : 0;
	}

	private Conditions chosen(EventQuery query, long upTo) {
		Conditions conditions = Conditions.of(query, null).and("id <= ?", upTo);
		conditions.and("state = ANY (?)", Many.of(Many.TEXTS, query.states().stream().map(Enum::name).toList()));
		String text = (query.text() != null) ? query.text().strip() : "";
		if (!text.isEmpty() && isName(text)) {
			conditions.and("(order_id = ?", text).or("context = ?)", text);
		}
		else if (!text.isEmpty()) {
			conditions.and("search LIKE ? ESCAPE '!'", part(text));
		}
		return conditions;
	}

	/** The highest id so far, 0 for none. */
	public long newest() {
		Long newest = this.jdbc.queryForObject("SELECT coalesce(max(id), 0) FROM event", Long.class);
		return (newest != null) ? newest : 0;
	}

}
