package dev.eventpatterns.workflowprocessor.api;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.resend.Resender;
import dev.eventpatterns.workflowprocessor.store.AuditTrail;
import dev.eventpatterns.workflowprocessor.store.Events;
import dev.eventpatterns.workflowprocessor.store.Move;
import dev.eventpatterns.workflowprocessor.store.Moves;
import dev.eventpatterns.workflowprocessor.store.Step;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/** Does what a person asks for, and says why not where it cannot. */
@Service
class Actions {

	/** As much as the audit trail can keep, in characters and in bytes. */
	static final int LARGEST_EDIT = 1_000_000;

	/** Sent back already, for certain or perhaps. */
	private static final Set<EventState> PERHAPS_SENT = Set.of(EventState.UNCERTAIN, EventState.RESENT,
			EventState.REPAIRED);

	private static final Set<EventState> DISCARDABLE = Set.of(EventState.WAITING, EventState.DUE, EventState.UNCERTAIN,
			EventState.RESENT, EventState.REPAIRED);

	private final Events events;

	private final AuditTrail audit;

	private final Moves moves;

	private final Resender resender;

	Actions(Events events, AuditTrail audit, Moves moves, Resender resender) {
		this.events = events;
		this.audit = audit;
		this.moves = moves;
		this.resender = resender;
	}

	StoredEvent find(long id) {
		return this.events.find(id).orElseThrow(() -> Problems.noSuchEvent(id));
	}

	StoredEvent resend(long id, int version, @Nullable String body, boolean confirmed, String who)
			throws InterruptedException {
		StoredEvent event = find(id);
		byte[] edited = (body != null) ? body.getBytes(StandardCharsets.UTF_8) : null;
		if (edited != null && edited.length > LARGEST_EDIT) {
			throw Problems.unprocessable("An edited body may have at most " + LARGEST_EDIT + " bytes.");
		}
		if (!event.origin().isKnown()) {
			throw Problems.unprocessable("The event does not say where it came from, so it cannot be sent back.");
		}
		if (event.version() == version && PERHAPS_SENT.contains(event.state()) && !confirmed) {
			throw Problems.of(HttpStatus.CONFLICT, "It may have been sent already",
					"Sent again, the event may be processed twice. Confirm that with confirmedDuplicate.",
					Map.of("confirmDuplicate", true));
		}
		Set<EventState> from = EnumSet.of(EventState.WAITING);
		if (confirmed) {
			from.addAll(PERHAPS_SENT);
		}
		Step step = Step.of(id).ifVersion(version).note((edited != null) ? "edited" : "as it is");
		Map<Long, Resender.Outcome> outcomes = this.resender.send(from,
				List.of(new Resender.Request(step, edited, null)), EventState.RESENT, who);
		Resender.Outcome outcome = Optional.ofNullable(outcomes.get(id)).orElseThrow(() -> conflict(id, version));
		if (outcome.sent()) {
			return find(id);
		}
		throw outcome.inDoubt()
				? Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "It may have been sent",
						"It is not known whether the event was sent back: " + outcome.reason() + ".",
						Map.of("state", find(id).state()))
				: Problems.of(HttpStatus.BAD_GATEWAY, "Not sent", "The event is still here: " + outcome.reason() + ".",
						Map.of("state", find(id).state()));
	}

	StoredEvent discard(long id, int version, String reason, String who) {
		return move(id, version, new Move(DISCARDABLE, EventState.DISCARDED, who, "discard"), reason);
	}

	/** What was perhaps sent before it was discarded is in doubt again. */
	StoredEvent restore(long id, int version, String who) {
		find(id);
		EventState before = this.audit.latest(id).map(AuditTrail.Entry::from).orElse(EventState.WAITING);
		EventState to = PERHAPS_SENT.contains(before) ? EventState.UNCERTAIN : EventState.WAITING;
		return move(id, version, new Move(Set.of(EventState.DISCARDED), to, who, "restore"), null);
	}

	private StoredEvent move(long id, int version, Move move, @Nullable String note) {
		find(id);
		if (this.moves.apply(move, List.of(Step.of(id).ifVersion(version).note(note))).isEmpty()) {
			throw conflict(id, version);
		}
		return find(id);
	}

	private ErrorResponseException conflict(long id, int version) {
		StoredEvent now = find(id);
		if (now.version() == version) {
			return Problems.of(HttpStatus.CONFLICT, "Not in this state",
					"The event is " + now.state() + ", and that cannot be done with it now.",
					Map.of("state", now.state()));
		}
		AuditTrail.Entry latest = this.audit.latest(id).orElseThrow(() -> Problems.noSuchEvent(id));
		return Problems.of(HttpStatus.CONFLICT, "Changed by somebody else",
				latest.who() + " has changed the event in the meantime (" + latest.action() + "). Nothing was done.",
				Map.of("who", latest.who(), "at", latest.at(), "action", latest.action(), "state", now.state(),
						"version", now.version()));
	}

}
