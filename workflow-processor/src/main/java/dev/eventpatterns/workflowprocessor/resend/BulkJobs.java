package dev.eventpatterns.workflowprocessor.resend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Service;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.store.EventQuery;
import dev.eventpatterns.workflowprocessor.store.Move;
import dev.eventpatterns.workflowprocessor.store.Moves;
import dev.eventpatterns.workflowprocessor.store.Selection;
import dev.eventpatterns.workflowprocessor.store.Step;

/**
 * Actions on many events, one job at a time, batch by batch. Events that come while a job
 * runs are not part of it: what is sent back and comes back would be sent for ever. Jobs
 * are not kept over a restart; the events that a job has not reached wait as before.
 */
@Service
public class BulkJobs {

	private static final Logger log = LoggerFactory.getLogger(BulkJobs.class);

	private static final int BATCH = 500;

	private static final int MOST_QUEUED = 16;

	private static final int PATIENCE_SECONDS = 10;

	private static final int MOST_REMEMBERED = 200;

	private static final Set<EventState> WAITING = Set.of(EventState.WAITING);

	private final Map<String, BulkJob> jobs = new ConcurrentHashMap<>();

	private final ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(MOST_QUEUED), new CustomizableThreadFactory("bulk-"));

	private final Selection selection;

	private final Moves moves;

	private final Resender resender;

	BulkJobs(Selection selection, Moves moves, Resender resender) {
		this.selection = selection;
		this.moves = moves;
		this.resender = resender;
	}

	/** Sends back what waits for a person, as it is. */
	public BulkJob resend(EventQuery query, String who) {
		return start("resend", query,
				(ids) -> this.resender
					.send(WAITING, ids.stream().map(Resender.Request::asItIs).toList(), EventState.RESENT, who)
					.values()
					.stream()
					.filter(Resender.Outcome::sent)
					.count());
	}

	/** Discards what waits for a person. */
	public BulkJob discard(EventQuery query, String reason, String who) {
		Move move = new Move(WAITING, EventState.DISCARDED, who, "discard");
		return start("discard", query,
				(ids) -> this.moves.apply(move, ids.stream().map((id) -> Step.of(id).note(reason)).toList()).size());
	}

	private BulkJob start(String action, EventQuery query, Work work) {
		BulkJob job = new BulkJob(UUID.randomUUID().toString(), action);
		this.worker.execute(() -> run(job, query, work));
		if (this.jobs.size() >= MOST_REMEMBERED) {
			this.jobs.values()
				.stream()
				.map(BulkJob::progress)
				.filter((progress) -> progress.state() != BulkJob.State.QUEUED
						&& progress.state() != BulkJob.State.RUNNING)
				.min((one, other) -> one.startedAt().compareTo(other.startedAt()))
				.ifPresent((oldest) -> this.jobs.remove(oldest.id()));
		}
		this.jobs.put(job.progress().id(), job);
		return job;
	}

	private void run(BulkJob job, EventQuery query, Work work) {
		try {
			long newest = this.selection.newest();
			job.begin(this.selection.count(query, newest));
			long after = 0;
			while (!job.isCancelled()) {
				List<Long> ids = this.selection.ids(query, after, newest, BATCH);
				if (ids.isEmpty()) {
					break;
				}
				int done = (int) work.on(ids);
				job.progress(done, ids.size() - done);
				after = ids.get(ids.size() - 1);
			}
			job.end();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			job.fail("The application has stopped.");
		}
		catch (RuntimeException ex) {
			String reason = NestedExceptionUtils.getMostSpecificCause(ex).toString();
			log.warn("A bulk {} ended early: {}", job.progress().action(), reason);
			job.fail((ex instanceof BrokerAwayException) ? "The broker cannot be reached." : reason);
		}
	}

	/** A job of this process. */
	public Optional<BulkJob> find(@Nullable String id) {
		return Optional.ofNullable((id != null) ? this.jobs.get(id) : null);
	}

	@PreDestroy
	void stop() {
		this.jobs.values().forEach(BulkJob::cancel);
		this.worker.shutdown();
		try {
			// H2 closes its file when a thread that writes is interrupted.
			this.worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.worker.shutdownNow();
	}

	/** What is done to a batch. */
	private interface Work {

		/** Returns how many of them it was done to. */
		long on(List<Long> ids) throws InterruptedException;

	}

}
