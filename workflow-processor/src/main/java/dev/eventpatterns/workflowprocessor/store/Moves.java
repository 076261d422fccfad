package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.InboxChange;

/**
 * Changes the state of events, and everything that goes with it in the same commit: the
 * counts, the audit trail, the success of rules. There is no other way.
 */
@Repository
public class Moves {

	private static final String LOCK = """
			SELECT id, state, group_id, version, rules FROM event WHERE id = ANY (?) ORDER BY id FOR UPDATE""";

	private static final String UPDATE = """
			UPDATE event SET state = ?, version = version + 1, changed_at = ?, next_id = coalesce(?, next_id),
			rules = coalesce(?, rules), repairs = repairs + ?, order_id = coalesce(?, order_id) WHERE id = ?""";

	private final JdbcTemplate jdbc;

	private final Groups groups;

	private final AuditTrail audit;

	private final RuleBook rules;

	private final ApplicationEventPublisher changes;

	Moves(JdbcTemplate jdbc, Groups groups, AuditTrail audit, RuleBook rules, ApplicationEventPublisher changes) {
		this.jdbc = jdbc;
		this.groups = groups;
		this.audit = audit;
		this.rules = rules;
		this.changes = changes;
	}

	/**
	 * Moves those of the events that are in one of the move's states, and of the version
	 * that their step asks for.
	 * @return the ids of those that were moved
	 */
	@Transactional
	public List<Long> apply(Move move, Collection<Step> steps) {
		Tally tally = new Tally();
		List<Long> moved = change(move, steps, tally);
		this.groups.count(tally);
		return moved;
	}

	/** As {@link #apply}, for a transaction that counts at its end. */
	List<Long> change(Move move, Collection<Step> steps, Tally tally) {
		Map<Long, Step> byId = new HashMap<>();
		steps.forEach((step) -> byId.put(step.id(), step));
		List<Row> rows = lock(byId.keySet()).stream()
			.filter((row) -> move.from().contains(row.state) && isExpected(row, byId.get(row.id)))
			.toList();
		if (rows.isEmpty()) {
			return List.of();
		}
		update(move, rows, byId);
		Instant now = Instant.now();
		List<AuditTrail.Entry> entries = new ArrayList<>();
		List<InboxChange.Entry> changed = new ArrayList<>();
		for (Row row : rows) {
			Step step = byId.get(row.id);
			tally.add(row.group, row.state, -1);
			tally.add(row.group, move.to(), 1);
			entries.add(new AuditTrail.Entry(row.id, now, move.who(), move.action(),
					(step != null) ? step.note() : null, row.state, move.to(), (step != null) ? step.body() : null));
			changed.add(new InboxChange.Entry(row.id, move.to(), row.group, row.version + 1));
		}
		this.audit.add(entries);
		this.rules.learn(move.to(), rows.stream().map((row) -> row.rules).toList());
		this.changes.publishEvent(new InboxChange(false, changed));
		return rows.stream().map((row) -> row.id).toList();
	}

	private static boolean isExpected(Row row, @Nullable Step step) {
		return step == null || step.version() == null || step.version() == row.version;
	}

	private List<Row> lock(Collection<Long> ids) {
		return this.jdbc.query(LOCK,
				(row, number) -> new Row(row.getLong("id"), EventState.valueOf(row.getString("state")),
						row.getString("group_id"), row.getInt("version"), row.getString("rules")),
				Many.of(Many.IDS, ids));
	}

	private void update(Move move, List<Row> rows, Map<Long, Step> steps) {
		Timestamp now = Timestamp.from(Instant.now());
		this.jdbc.batchUpdate(UPDATE, rows, rows.size(), (statement, row) -> {
			Step step = steps.getOrDefault(row.id, Step.of(row.id));
			List<String> mended = step.rules();
			statement.setString(1, move.to().name());
			statement.setTimestamp(2, now);
			statement.setObject(3, step.nextId(), Types.BIGINT);
			statement.setString(4, (mended != null) ? String.join(",", mended) : null);
			statement.setInt(5, (mended != null) ? 1 : 0);
			statement.setString(6, step.orderId());
			statement.setLong(7, row.id);
		});
	}

	private record Row(long id, EventState state, String group, int version, @Nullable String rules) {
	}

}
