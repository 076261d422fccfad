package dev.eventpatterns.workflowprocessor.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.FailedEvent;
import dev.eventpatterns.workflowprocessor.InboxChange;
import dev.eventpatterns.workflowprocessor.Triage;

/**
 * Takes in what was delivered: each event once, with the chain that it belongs to. When
 * this returns, all are committed and may be acknowledged.
 */
@Repository
public class Arrivals {

	private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

	private final Unsettled unsettled;

	private final Acquaintances known;

	private final NewEvents rows;

	private final Moves moves;

	private final Groups groups;

	private final RuleBook rules;

	private final Triage triage;

	private final ApplicationEventPublisher changes;

	Arrivals(Unsettled unsettled, Acquaintances known, NewEvents rows, Moves moves, Groups groups, RuleBook rules,
			Triage triage, ApplicationEventPublisher changes) {
		this.unsettled = unsettled;
		this.known = known;
		this.rows = rows;
		this.moves = moves;
		this.groups = groups;
		this.rules = rules;
		this.triage = triage;
		this.changes = changes;
	}

	/**
	 * Stores a batch in one commit.
	 * @param session the stay at the queue in which these were delivered
	 * @param batch in the order of delivery
	 * @param settled all deliveries up to this tag are acknowledged for certain
	 * @return how many were new
	 */
	@Transactional
	public int store(UUID session, List<Arrival> batch, long settled) {
		List<Arrival> fresh = new ArrayList<>(batch.stream().filter((arrival) -> !arrival.redelivered()).toList());
		List<Arrival> again = batch.stream().filter(Arrival::redelivered).toList();
		if (!again.isEmpty()) {
			fresh.addAll(this.unsettled.claim(session, again));
			fresh.sort((one, other) -> Long.compare(one.tag(), other.tag()));
		}
		this.unsettled.forgetOthers(session, fresh);
		Acquaintances.Twins twins = this.known.twins(fresh);
		if (!twins.unique().isEmpty()) {
			storeNew(session, twins.unique());
		}
		this.known.count(twins.again());
		this.unsettled.settle(session, settled);
		return twins.unique().size();
	}

	private void storeNew(UUID session, List<Arrival> arrivals) {
		Map<FailedEvent, StoredEvent> previous = this.known.previous(arrivals.stream().map(Arrival::event).toList());
		List<Long> ids = this.rows.nextIds(arrivals.size());
		Map<Arrival, Long> stored = new LinkedHashMap<>();
		List<NewEvent> events = new ArrayList<>();
		for (int i = 0; i < arrivals.size(); i++) {
			Arrival arrival = arrivals.get(i);
			stored.put(arrival, ids.get(i));
			events.add(newEvent(ids.get(i), arrival.event(), previous.get(arrival.event())));
		}
		Tally tally = new Tally();
		tellReturned(events, tally);
		this.rows.insert(events, tally);
		this.unsettled.add(session, stored);
		this.rules.tried(events.size());
		this.groups.count(tally);
		this.changes.publishEvent(new InboxChange(true, entries(events)));
		NewEvent first = events.get(0);
		log.info("Stores {} new, event {} of {} among them: {}", events.size(), first.id(),
				first.event().origin().module(), first.event().complaint().message());
	}

	private NewEvent newEvent(long id, FailedEvent event, @Nullable StoredEvent previous) {
		int repairs = (previous != null) ? previous.repairs() : 0;
		boolean mendable = this.triage.look(event.body(), event.contentType(), event.origin(), repairs,
				this.rules::isEnabled) != null;
		return new NewEvent(id, mendable ? EventState.DUE : EventState.WAITING, event,
				event.complaint().groupOf(event.origin()), (previous != null) ? previous.lineage() : UUID.randomUUID(),
				previous);
	}

	private void tellReturned(List<NewEvent> events, Tally tally) {
		List<Step> returned = new ArrayList<>();
		for (NewEvent event : events) {
			if (event.previous() != null) {
				returned.add(Step.of(event.previous().id()).next(event.id()).note("came back as " + event.id()));
			}
		}
		if (!returned.isEmpty()) {
			this.moves.change(new Move(EventState.UNDER_WAY, EventState.RETURNED, AuditTrail.SYSTEM, "returned"),
					returned, tally);
		}
	}

	private static List<InboxChange.Entry> entries(Collection<NewEvent> events) {
		return events.stream()
			.map((event) -> new InboxChange.Entry(event.id(), event.state(), event.group(), NewEvents.FIRST_VERSION))
			.toList();
	}

	/**
	 * How far a session has come: asked when it is not known whether a commit went
	 * through.
	 */
	public long latest(UUID session) {
		return this.unsettled.latest(session);
	}

	/**
	 * Forgets what cannot be delivered again; called from time to time in a living
	 * session.
	 */
	@Transactional
	public void settle(UUID session, Instant begun) {
		this.unsettled.settleOld(session, begun);
	}

}
