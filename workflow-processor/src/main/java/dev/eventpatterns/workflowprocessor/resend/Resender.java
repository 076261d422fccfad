package dev.eventpatterns.workflowprocessor.resend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorMeters;
import dev.eventpatterns.workflowprocessor.store.Content;
import dev.eventpatterns.workflowprocessor.store.Contents;
import dev.eventpatterns.workflowprocessor.store.Events;
import dev.eventpatterns.workflowprocessor.store.Move;
import dev.eventpatterns.workflowprocessor.store.Moves;
import dev.eventpatterns.workflowprocessor.store.Step;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/**
 * Sends events back. First it is written down that they are about to be sent, then they
 * are published, and when the broker has confirmed they are marked as sent. A process
 * that ends in between leaves them marked as about to be sent: in doubt, and not sent
 * again unless a person says so.
 */
@Service
public class Resender {

	private static final Set<EventState> SENDING = Set.of(EventState.SENDING);

	private final Events events;

	private final Contents contents;

	private final Moves moves;

	private final ReturnConnection connection;

	private final WorkflowProcessorMeters meters;

	Resender(Events events, Contents contents, Moves moves, ReturnConnection connection,
			WorkflowProcessorMeters meters) {
		this.events = events;
		this.contents = contents;
		this.moves = moves;
		this.connection = connection;
		this.meters = meters;
	}

	/**
	 * Sends events back.
	 * @param from the states from which they may be sent
	 * @param requests which, and with what body
	 * @param sent the state of those that the broker has confirmed
	 * @param who sends them
	 * @return what became of each that could be marked, by its id; the others were
	 * changed by somebody else
	 */
	public Map<Long, Outcome> send(Set<EventState> from, List<Request> requests, EventState sent, String who)
			throws InterruptedException {
		this.connection.check();
		Map<Long, Outgoing> outgoing = new HashMap<>();
		List<Step> steps = new ArrayList<>();
		List<Long> ids = requests.stream().map(Request::id).toList();
		Map<Long, Content> content = this.contents.of(ids);
		Map<Long, StoredEvent> stored = new HashMap<>();
		this.events.all(ids).forEach((event) -> stored.put(event.id(), event));
		for (Request request : requests) {
			StoredEvent event = stored.get(request.id());
			Content its = content.get(request.id());
			if (event != null && its != null && event.origin().isKnown()) {
				Outgoing message = Outgoing.of(event, its, request.body());
				outgoing.put(request.id(), message);
				steps.add(request.step().sending(request.body(), request.rules(), message.orderId()));
			}
		}
		List<Long> marked = this.moves.apply(new Move(from, EventState.SENDING, who, "sending"), steps);
		Map<Outgoing, SendResult> results = this.connection.send(marked.stream().sorted().map(outgoing::get).toList());
		return settle(results, sent, who);
	}

	private Map<Long, Outcome> settle(Map<Outgoing, SendResult> results, EventState sent, String who) {
		Map<EventState, List<Step>> steps = new EnumMap<>(EventState.class);
		Map<Long, Outcome> outcomes = new HashMap<>();
		results.forEach((message, result) -> {
			EventState to = switch (result.kind()) {
				case CONFIRMED -> sent;
				case UNKNOWN -> EventState.UNCERTAIN;
				// What was in doubt before is so still.
				case REFUSED ->
					EventState.HERE.contains(message.event().state()) && message.event().state() != EventState.UNCERTAIN
							? EventState.WAITING : EventState.UNCERTAIN;
			};
			long id = message.event().id();
			outcomes.put(id, new Outcome(result.kind() == SendResult.Kind.CONFIRMED,
					result.kind() == SendResult.Kind.UNKNOWN, result.reason()));
			steps.computeIfAbsent(to, (state) -> new ArrayList<>()).add(Step.of(id).note(result.reason()));
		});
		steps.forEach(
				(to, these) -> this.moves.apply(new Move(SENDING, to, who, (to == sent) ? "sent" : "not sent"), these));
		count(results.values(), sent);
		return outcomes;
	}

	private void count(Collection<SendResult> results, EventState sent) {
		Map<SendResult.Kind, Integer> counts = new EnumMap<>(SendResult.Kind.class);
		results.forEach((result) -> counts.merge(result.kind(), 1, Integer::sum));
		int confirmed = counts.getOrDefault(SendResult.Kind.CONFIRMED, 0);
		if (sent == EventState.REPAIRED) {
			this.meters.repaired(confirmed);
		}
		else {
			this.meters.resent(confirmed);
		}
		this.meters.refused(counts.getOrDefault(SendResult.Kind.REFUSED, 0));
		this.meters.uncertain(counts.getOrDefault(SendResult.Kind.UNKNOWN, 0));
	}

	/**
	 * What is to be sent.
	 *
	 * @param step of which event, and of which version
	 * @param body another body, null for its own
	 * @param rules that have mended it, null for none
	 */
	public record Request(Step step, byte @Nullable [] body, @Nullable List<String> rules) {

		/** An event as it is. */
		public static Request asItIs(long id) {
			return new Request(Step.of(id), null, null);
		}

		long id() {
			return this.step.id();
		}

	}

	/**
	 * What became of it.
	 *
	 * @param sent whether a queue has it for certain
	 * @param inDoubt whether that is not known
	 * @param reason in words
	 */
	public record Outcome(boolean sent, boolean inDoubt, String reason) {
	}

}
