package dev.eventpatterns.watchnotification.server;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.watchnotification.ConfigValue;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.ServiceAddress;
import dev.eventpatterns.watchnotification.Watch;
import dev.eventpatterns.watchnotification.WatchId;
import dev.eventpatterns.watchnotification.WatchRegistry;

/** What survives a restart: the values, and who watches with what he has. */
@Repository
@Profile(Role.CONFIG_SERVER)
class ConfigStore {

	private final JdbcTemplate jdbc;

	ConfigStore(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Puts all that is stored into a registry.
	 * @param leaseUntil until when each watch lasts at least: while the server was away
	 * nobody could renew
	 */
	void restore(WatchRegistry registry, Instant leaseUntil) {
		RowCallbackHandler value = (row) -> registry.put(new ConfigValue(row.getString("config_key"),
				row.getString("content"), row.getLong("revision"), row.getTimestamp("changed_at").toInstant()));
		this.jdbc.query("SELECT * FROM config_value", value);
		RowCallbackHandler watch = (row) -> {
			Instant stored = row.getTimestamp("lease_until").toInstant();
			registry.restore(new WatchId(row.getString("service"), row.getString("config_key")),
					ServiceAddress.parse(row.getString("address")), row.getString("queue"), row.getLong("delivered"),
					stored.isAfter(leaseUntil) ? stored : leaseUntil);
		};
		this.jdbc.query("SELECT * FROM watch", watch);
	}

	/** Stores a value in place of the one before. */
	@Transactional
	public void save(ConfigValue value) {
		Timestamp changedAt = Timestamp.from((value.changedAt() != null) ? value.changedAt() : Instant.EPOCH);
		int updated = this.jdbc.update(
				"UPDATE config_value SET content = ?, revision = ?, changed_at = ? WHERE config_key = ?", value.value(),
				value.revision(), changedAt, value.key());
		if (updated == 0) {
			this.jdbc.update("INSERT INTO config_value (config_key, content, revision, changed_at) VALUES (?, ?, ?, ?)",
					value.key(), value.value(), value.revision(), changedAt);
		}
	}

	/** Stores a watch in place of the one before. */
	@Transactional
	public void save(WatchId id, ServiceAddress address, String queue, long delivered, Instant leaseUntil) {
		Timestamp until = Timestamp.from(leaseUntil);
		int updated = this.jdbc.update(
				"UPDATE watch SET address = ?, queue = ?, delivered = ?, lease_until = ?"
						+ " WHERE service = ? AND config_key = ?",
				address.toString(), queue, delivered, until, id.service(), id.key());
		if (updated == 0) {
			this.jdbc.update(
					"INSERT INTO watch (service, config_key, address, queue, delivered, lease_until)"
							+ " VALUES (?, ?, ?, ?, ?, ?)",
					id.service(), id.key(), address.toString(), queue, delivered, until);
		}
	}

	/**
	 * Ticks off what was delivered, in one commit. Never takes a tick back: a later one
	 * may have been stored before.
	 */
	@Transactional
	public void tick(Collection<Watch> delivered) {
		this.jdbc.batchUpdate("UPDATE watch SET delivered = ? WHERE service = ? AND config_key = ? AND delivered < ?",
				delivered, delivered.size(), (statement, watch) -> {
					statement.setLong(1, watch.delivered());
					statement.setString(2, watch.id().service());
					statement.setString(3, watch.id().key());
					statement.setLong(4, watch.delivered());
				});
	}

	/** Removes watches, in one commit. */
	@Transactional
	public void remove(List<Watch> watches) {
		this.jdbc.batchUpdate("DELETE FROM watch WHERE service = ? AND config_key = ?", watches,
				Math.max(1, watches.size()), (statement, watch) -> {
					statement.setString(1, watch.id().service());
					statement.setString(2, watch.id().key());
				});
	}

}
