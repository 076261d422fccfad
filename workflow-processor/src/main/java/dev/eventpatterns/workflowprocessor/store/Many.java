package dev.eventpatterns.workflowprocessor.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

import org.springframework.jdbc.support.SqlValue;

/** Many values as one parameter, for {@code = ANY (?)}: the statement stays the same. */
final class Many {

	static final String IDS = "bigint";

	static final String UUIDS = "uuid";

	static final String TEXTS = "varchar";

	private Many() {
	}

	/** A value for a statement's parameter. */
	static SqlValue of(String type, Collection<?> values) {
		return new SqlValue() {

			@Override
			public void setValue(PreparedStatement statement, int index) throws SQLException {
				statement.setArray(index, statement.getConnection().createArrayOf(type, values.toArray()));
			}

			@Override
			public void cleanup() {
				// Nothing to give back.
			}

		};
	}

}
