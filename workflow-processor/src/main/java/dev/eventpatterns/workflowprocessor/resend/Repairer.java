package dev.eventpatterns.workflowprocessor.resend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.InboxChange;
import dev.eventpatterns.workflowprocessor.Triage;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.repair.RepairChain.Repair;
import dev.eventpatterns.workflowprocessor.store.AuditTrail;
import dev.eventpatterns.workflowprocessor.store.Content;
import dev.eventpatterns.workflowprocessor.store.Contents;
import dev.eventpatterns.workflowprocessor.store.Events;
import dev.eventpatterns.workflowprocessor.store.Move;
import dev.eventpatterns.workflowprocessor.store.Moves;
import dev.eventpatterns.workflowprocessor.store.Outcomes;
import dev.eventpatterns.workflowprocessor.store.RuleBook;
import dev.eventpatterns.workflowprocessor.store.Step;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/**
 * Sends back what rules can mend. What is due is in the store, so nothing is forgotten
 * when the process ends or the broker is away. Also finds what somebody was about to send
 * who is gone.
 */
@Component
class Repairer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Repairer.class);

	private static final int BATCH = 500;

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Set<EventState> DUE = Set.of(EventState.DUE);

	private final Events events;

	private final Contents contents;

	private final Moves moves;

	private final Outcomes outcomes;

	private final RuleBook rules;

	private final Triage triage;

	private final Resender resender;

	/** Nobody who lives takes so long from one mark to the next. */
	private final Duration lost;

	private final Semaphore wake = new Semaphore(0);

	private volatile @Nullable Thread thread;

	Repairer(Events events, Contents contents, Moves moves, Outcomes outcomes, RuleBook rules, Triage triage,
			Resender resender, WorkflowProcessorProperties properties) {
		this.events = events;
		this.contents = contents;
		this.moves = moves;
		this.outcomes = outcomes;
		this.rules = rules;
		this.triage = triage;
		this.resender = resender;
		this.lost = properties.confirmTimeout().multipliedBy(3).plusSeconds(10);
	}

	@TransactionalEventListener
	void on(InboxChange change) {
		if (change.events().stream().anyMatch((event) -> event.state() == EventState.DUE)) {
			this.wake.release();
		}
	}

	private void run() {
		try {
			while (isRunning()) {
				try {
					this.rules.writeCounts();
					this.rules.refresh();
					this.outcomes.inDoubt(Instant.now().minus(this.lost));
					repairAll();
				}
				catch (RuntimeException ex) {
					log.warn("Cannot repair for now, and tries again: {}",
							NestedExceptionUtils.getMostSpecificCause(ex).toString());
					Thread.sleep(INTERVAL.toMillis());
				}
				if (this.wake.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
					this.wake.drainPermits();
				}
			}
		}
		catch (InterruptedException ex) {
			// Stopping.
		}
	}

	private void repairAll() throws InterruptedException {
		for (long after = 0; isRunning();) {
			List<Long> due = this.events.due(after, BATCH);
			if (due.isEmpty()) {
				return;
			}
			repair(due);
			// What could not be sent is tried again the next time, not at once.
			after = due.get(due.size() - 1);
		}
	}

	private void repair(List<Long> due) throws InterruptedException {
		Map<Long, Content> contents = this.contents.of(due);
		List<Resender.Request> mended = new ArrayList<>();
		List<Step> forPeople = new ArrayList<>();
		for (StoredEvent event : this.events.all(due)) {
			Content content = contents.get(event.id());
			Repair repair = (content == null) ? null : this.triage.look(content.body(), event.contentType(),
					event.origin(), event.repairs(), this.rules::isEnabled);
			if (repair != null) {
				mended.add(
						new Resender.Request(Step.of(event.id()).note("mended by " + String.join(", ", repair.rules())),
								repair.body(), repair.rules()));
			}
			else {
				// A rule was switched off in the meantime.
				forPeople.add(Step.of(event.id()).note("no rule mends it any more"));
			}
		}
		this.moves.apply(new Move(DUE, EventState.WAITING, AuditTrail.SYSTEM, "for a person"), forPeople);
		if (!mended.isEmpty()) {
			Map<Long, Resender.Outcome> outcomes = this.resender.send(DUE, mended, EventState.REPAIRED,
					AuditTrail.SYSTEM);
			long sent = outcomes.values().stream().filter(Resender.Outcome::sent).count();
			log.info("Sent {} of {} back, event {} among them: {}", sent, mended.size(), mended.get(0).step().id(),
					mended.get(0).step().note());
		}
	}

	@Override
	public void start() {
		Thread started = new Thread(this::run, "repairer");
		this.thread = started;
		started.start();
	}

	@Override
	public void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			this.wake.release();
			try {
				// H2 closes its file when a thread that writes is interrupted.
				stopped.join(PATIENCE.toMillis());
				stopped.interrupt();
				stopped.join(PATIENCE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
