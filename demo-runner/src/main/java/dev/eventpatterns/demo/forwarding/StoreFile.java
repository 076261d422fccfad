package dev.eventpatterns.demo.forwarding;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.eventpatterns.demo.DemoFailure;

/**
 * What a store's database file holds, read after the store was killed: not what a service
 * claims to have stored.
 */
final class StoreFile {

	private final Map<String, Integer> orders;

	private StoreFile(Map<String, Integer> orders) {
		this.orders = orders;
	}

	/**
	 * Reads all order ids.
	 * @param directory where the store ran
	 * @return what it stored
	 * @throws DemoFailure when the file cannot be read
	 */
	static StoreFile read(Path directory) {
		Path file = directory.resolve("data").resolve("event-forwarding");
		Map<String, Integer> orders = new HashMap<>();
		try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file + ";IFEXISTS=TRUE");
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select order_id from trade_order")) {
			while (rows.next()) {
				orders.merge(rows.getString(1), 1, Integer::sum);
			}
		}
		catch (SQLException ex) {
			throw new DemoFailure("Cannot read the store's database " + file + ": " + ex.getMessage(), ex);
		}
		return new StoreFile(orders);
	}

	Set<String> orderIds() {
		return this.orders.keySet();
	}

	/** How many rows there are beyond one for each order. */
	long storedTwice() {
		return this.orders.values().stream().mapToLong((rows) -> rows - 1).sum();
	}

}
