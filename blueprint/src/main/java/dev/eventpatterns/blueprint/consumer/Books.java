package dev.eventpatterns.blueprint.consumer;

import java.sql.Timestamp;
import java.time.Instant;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.trading.TradeOrder;

/**
 * What orders have come to. An order and what it changes are stored in one commit, and
 * its id is the primary key: what comes twice changes nothing.
 */
@Repository
@Profile(Role.CONSUMER)
class Books {

	private static final String INSERT = """
			INSERT INTO placed_order (order_id, account, action, side, symbol, quantity, sequence, lane, placed_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

	private static final String UPDATE = """
			UPDATE account SET applied = applied + 1,
			overtaken = overtaken + CASE WHEN ? > 0 AND ? < last_sequence THEN 1 ELSE 0 END,
			last_sequence = GREATEST(last_sequence, ?) WHERE account = ? AND lane = ?""";

	private static final String OPEN = """
			INSERT INTO account (account, lane, applied, overtaken, last_sequence) VALUES (?, ?, 1, 0, ?)""";

	private static final String TOTALS = """
			SELECT (SELECT count(*) FROM placed_order) AS orders, COALESCE(sum(applied), 0) AS applied,
			COALESCE(sum(overtaken), 0) AS overtaken FROM account""";

	private final JdbcTemplate jdbc;

	Books(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Applies an order, once.
	 * @param order an order with an id
	 * @param lane the lane that it came in, within which the order of an account is kept
	 * @return whether it was new
	 */
	@Transactional
	public boolean apply(TradeOrder order, String lane) {
		int inserted = this.jdbc.update(INSERT, order.orderId(), order.account(), order.action().name(),
				order.side().name(), order.symbol(), order.quantity(), order.sequence(), lane,
				Timestamp.from(Instant.now()));
		if (inserted == 0) {
			return false;
		}
		long sequence = order.sequence();
		if (this.jdbc.update(UPDATE, sequence, sequence, sequence, order.account(), lane) == 0) {
			this.jdbc.update(OPEN, order.account(), lane, sequence);
		}
		return true;
	}

	/** What all orders have come to. */
	public Totals totals() {
		return this.jdbc
			.query(TOTALS,
					(row, number) -> new Totals(row.getLong("orders"), row.getLong("applied"),
							row.getLong("overtaken")))
			.get(0);
	}

	/**
	 * What all orders have come to.
	 *
	 * @param orders how many different orders there are
	 * @param applied how many times an order has changed an account
	 * @param overtaken how many of these came after a later one of their account
	 */
	record Totals(long orders, long applied, long overtaken) {
	}

}
