package dev.eventpatterns.workflowprocessor.store;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.FailedEvent;
import dev.eventpatterns.workflowprocessor.message.Texts;

/** Writes new events down. */
@Repository
class NewEvents {

	static final int FIRST_VERSION = 1;

	private static final int PREVIEW = 200;

	private static final int SEARCHED_IN = 2_000;

	private static final String INSERT = """
			INSERT INTO event (id, state, group_id, order_id, context, exchange, routing_key, queue, module, cause,
			exception, message, content_type, message_id, size, preview, search, held, lineage, attempt, repairs,
			previous_id, attempts, version, identity_hash, first_at, last_at, changed_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?)""";

	private final JdbcTemplate jdbc;

	private final Contents contents;

	private final Groups groups;

	private final AuditTrail audit;

	NewEvents(JdbcTemplate jdbc, Contents contents, Groups groups, AuditTrail audit) {
		this.jdbc = jdbc;
		this.contents = contents;
		this.groups = groups;
		this.audit = audit;
	}

	List<Long> nextIds(int count) {
		return this.jdbc.queryForList("SELECT nextval('event_id') FROM generate_series(1, ?)", Long.class, count);
	}

	void insert(List<NewEvent> events, Tally tally) {
		this.jdbc.batchUpdate(INSERT, events, events.size(), NewEvents::set);
		this.contents.add(events);
		this.audit.add(events.stream()
			.map((event) -> new AuditTrail.Entry(event.id(), event.event().receivedAt(), AuditTrail.SYSTEM, "arrived",
					event.event().complaint().message(), null, event.state(), null))
			.toList());
		this.groups.met(events);
		events.forEach((event) -> tally.add(event.group(), event.state(), 1));
	}

	private static void set(PreparedStatement statement, NewEvent added) throws SQLException {
		FailedEvent event = added.event();
		Timestamp at = Timestamp.from(event.receivedAt());
		String text = text(event.body());
		StoredEvent previous = added.previous();
		UUID identity = event.identity();
		int i = 0;
		statement.setLong(++i, added.id());
		statement.setString(++i, added.state().name());
		statement.setString(++i, added.group());
		statement.setString(++i, event.subject().orderId());
		statement.setString(++i, event.subject().context());
		statement.setString(++i, event.origin().exchange());
		statement.setString(++i, event.origin().routingKey());
		statement.setString(++i, event.origin().queue());
		statement.setString(++i, event.origin().module());
		statement.setString(++i, event.complaint().cause().name());
		statement.setString(++i, event.complaint().exception());
		statement.setString(++i, event.complaint().message());
		statement.setString(++i, event.contentType());
		statement.setString(++i, event.messageId());
		statement.setInt(++i, event.body().length);
		statement.setString(++i, Texts.cut(text, PREVIEW));
		statement.setString(++i, searched(event, text));
		statement.setBoolean(++i, event.held());
		statement.setObject(++i, added.lineage());
		statement.setInt(++i, added.attempt());
		statement.setInt(++i, added.repairs());
		statement.setObject(++i, (previous != null) ? previous.id() : null, Types.BIGINT);
		statement.setObject(++i, (identity != null) ? identity : UUID.randomUUID());
		statement.setTimestamp(++i, at);
		statement.setTimestamp(++i, at);
		statement.setTimestamp(++i, at);
	}

	private static String text(byte[] body) {
		String text = new String(body, 0, Math.min(body.length, SEARCHED_IN), StandardCharsets.UTF_8);
		return Objects.requireNonNull(Texts.printable(text, SEARCHED_IN));
	}

	private static String searched(FailedEvent event, String text) {
		return Stream
			.of(event.subject().orderId(), event.subject().context(), event.messageId(), text,
					Texts.cut(event.complaint().message(), 400))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(" "))
			.toLowerCase(Locale.ROOT);
	}

}
