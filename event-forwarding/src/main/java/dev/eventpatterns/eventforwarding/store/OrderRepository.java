package dev.eventpatterns.eventforwarding.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.eventforwarding.Role;
import dev.eventpatterns.trading.TradeOrder;

/**
 * The orders that have arrived, each once: the primary key suppresses what comes twice.
 */
@Repository
@Profile(Role.STORE)
class OrderRepository {

	private static final String INSERT = """
			INSERT INTO trade_order (order_id, account, action, side, symbol, quantity, sequence, sent_at, stored_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

	private final JdbcTemplate jdbc;

	OrderRepository(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Stores orders in one commit.
	 * @param orders with their ids
	 * @return how many were new
	 */
	@Transactional
	public int storeAll(List<ReceivedOrder> orders) {
		Timestamp now = Timestamp.from(Instant.now());
		int[][] counts = this.jdbc.batchUpdate(INSERT, orders, orders.size(), (statement, received) -> {
			TradeOrder order = received.order();
			statement.setString(1, order.orderId());
			statement.setString(2, order.account());
			statement.setString(3, order.action().name());
			statement.setString(4, order.side().name());
			statement.setString(5, order.symbol());
			statement.setBigDecimal(6, order.quantity());
			statement.setLong(7, order.sequence());
			statement.setTimestamp(8, timestamp(received.sentAt()));
			statement.setTimestamp(9, now);
		});
		return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
	}

	Optional<StoredOrder> find(String orderId) {
		return this.jdbc.query("SELECT * FROM trade_order WHERE order_id = ?", OrderRepository::read, orderId)
			.stream()
			.findFirst();
	}

	long count() {
		Long count = this.jdbc.queryForObject("SELECT count(*) FROM trade_order", Long.class);
		return (count != null) ? count : 0;
	}

	private static StoredOrder read(ResultSet row, int number) throws SQLException {
		BigDecimal quantity = row.getBigDecimal("quantity").stripTrailingZeros();
		TradeOrder order = new TradeOrder(row.getString("order_id"), row.getString("account"),
				TradeOrder.Action.valueOf(row.getString("action")), TradeOrder.Side.valueOf(row.getString("side")),
				row.getString("symbol"), quantity, row.getLong("sequence"));
		return new StoredOrder(order, instant(row.getTimestamp("sent_at")), row.getTimestamp("stored_at").toInstant());
	}

	private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
		return (instant != null) ? Timestamp.from(instant) : null;
	}

	private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
		return (timestamp != null) ? timestamp.toInstant() : null;
	}

}
