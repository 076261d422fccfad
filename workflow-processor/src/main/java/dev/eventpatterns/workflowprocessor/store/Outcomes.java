package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.workflowprocessor.EventState;

/** What became of events that were sent back. */
@Repository
public class Outcomes {

	private static final Move PROCESSED = new Move(EventState.UNDER_WAY, EventState.PROCESSED, AuditTrail.SYSTEM,
			"processed");

	private static final Move IN_DOUBT = new Move(Set.of(EventState.SENDING), EventState.UNCERTAIN, AuditTrail.SYSTEM,
			"in doubt");

	private final JdbcTemplate jdbc;

	private final Moves moves;

	Outcomes(JdbcTemplate jdbc, Moves moves) {
		this.jdbc = jdbc;
		this.moves = moves;
	}

	/**
	 * Marks what a consumer has processed.
	 * @param orderIds ids of orders, most of which have never been here
	 * @return how many events were marked
	 */
	@Transactional
	public int processed(Collection<String> orderIds) {
		List<Long> ids = this.jdbc.queryForList("""
				SELECT id FROM event
				WHERE order_id = ANY (?) AND state IN ('SENDING', 'REPAIRED', 'RESENT', 'UNCERTAIN')""", Long.class,
				Many.of(Many.TEXTS, orderIds));
		return ids.isEmpty() ? 0 : this.moves.apply(PROCESSED, ids.stream().map(Step::of).toList()).size();
	}

	/**
	 * Marks what has been about to be sent for so long that whoever sent it is gone: it
	 * may have been published, or not.
	 * @param before about to be sent since before then
	 * @return how many events were marked
	 */
	@Transactional
	public int inDoubt(Instant before) {
		List<Long> ids = this.jdbc.queryForList(
				"SELECT id FROM event WHERE state = 'SENDING' AND changed_at < ? ORDER BY state, id LIMIT 1000",
				Long.class, Timestamp.from(before));
		return ids.isEmpty() ? 0 : this.moves.apply(IN_DOUBT,
				ids.stream().map((id) -> Step.of(id).note("lost while it was sent: it may have been sent")).toList())
			.size();
	}

}
