package dev.eventpatterns.workflowprocessor.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.FailedEvent;

/** Recognises events that have been here before. */
@Repository
class Acquaintances {

	private static final String UNDER_WAY = inList(EventState.UNDER_WAY);

	private static final String HERE = inList(EventState.HERE);

	private final JdbcTemplate jdbc;

	Acquaintances(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	private static String inList(Set<EventState> states) {
		return "('" + String.join("', '", states.stream().map(EventState::name).sorted().toList()) + "')";
	}

	/**
	 * Finds those that a consumer has handed over twice, and that still are here. What
	 * has been dealt with in the meantime is not touched: the second one is new then, for
	 * one row too many is seen, one too few is not.
	 */
	Twins twins(List<Arrival> arrivals) {
		Set<UUID> identities = new HashSet<>();
		arrivals.stream()
			.map((arrival) -> arrival.event().identity())
			.filter(Objects::nonNull)
			.forEach(identities::add);
		if (identities.isEmpty()) {
			return new Twins(arrivals, Map.of());
		}
		Set<UUID> known = new HashSet<>(
				this.jdbc.query("SELECT identity_hash FROM event WHERE identity_hash = ANY (?) AND state IN " + HERE,
						(row, number) -> row.getObject(1, UUID.class), Many.of(Many.UUIDS, identities)));
		Map<UUID, Integer> again = new HashMap<>();
		List<Arrival> unique = new ArrayList<>();
		for (Arrival arrival : arrivals) {
			UUID identity = arrival.event().identity();
			if (identity == null || known.add(identity)) {
				unique.add(arrival);
			}
			else {
				again.merge(identity, 1, Integer::sum);
			}
		}
		return new Twins(unique, again);
	}

	/** Counts how often they were handed over; the first of them must be stored. */
	void count(Map<UUID, Integer> again) {
		Timestamp now = Timestamp.from(Instant.now());
		this.jdbc.batchUpdate(
				"UPDATE event SET attempts = attempts + ?, last_at = ? WHERE identity_hash = ? AND state IN " + HERE,
				again.entrySet()
					.stream()
					.map((entry) -> new Object[] { entry.getValue(), now, entry.getKey() })
					.toList());
	}

	/**
	 * Finds as what events have been sent back before: by the lineage that the message
	 * names, or, where a consumer has dropped that, by the order's id. An order of that
	 * id that comes from elsewhere has gone on, and failed there.
	 */
	Map<FailedEvent, StoredEvent> previous(List<FailedEvent> events) {
		Map<UUID, StoredEvent> byLineage = new HashMap<>();
		Map<String, StoredEvent> byOrder = new HashMap<>();
		List<UUID> lineages = events.stream()
			.map(FailedEvent::lineage)
			.filter(Objects::nonNull)
			.map(FailedEvent.Lineage::id)
			.toList();
		if (!lineages.isEmpty()) {
			this.jdbc
				.query(EventRows.SELECT + "WHERE lineage = ANY (?) AND state IN " + UNDER_WAY + " ORDER BY id",
						EventRows::read, Many.of(Many.UUIDS, lineages))
				.forEach((event) -> byLineage.put(event.lineage(), event));
		}
		List<String> orders = events.stream()
			.filter((event) -> event.lineage() == null)
			.map((event) -> event.subject().orderId())
			.filter(Objects::nonNull)
			.toList();
		if (!orders.isEmpty()) {
			this.jdbc
				.query(EventRows.SELECT + "WHERE order_id = ANY (?) AND state IN " + UNDER_WAY + " ORDER BY id",
						EventRows::read, Many.of(Many.TEXTS, orders))
				.forEach((event) -> byOrder.put(Objects.requireNonNull(event.orderId()), event));
		}
		Map<FailedEvent, StoredEvent> previous = new IdentityHashMap<>();
		for (FailedEvent event : events) {
			FailedEvent.Lineage lineage = event.lineage();
			StoredEvent found = (lineage != null) ? byLineage.remove(lineage.id())
					: byOrder.remove(event.subject().orderId());
			if (found != null && (lineage != null || found.origin().equals(event.origin()))) {
				previous.put(event, found);
			}
		}
		return previous;
	}

	/**
	 * What is new, and what has come again.
	 *
	 * @param unique each event once
	 * @param again how often more, by the events' identities
	 */
	record Twins(List<Arrival> unique, Map<UUID, Integer> again) {
	}

}
