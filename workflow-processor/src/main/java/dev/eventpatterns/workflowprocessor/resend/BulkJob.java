package dev.eventpatterns.workflowprocessor.resend;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** One action on many events, as far as it has got. */
public final class BulkJob {

	private final String id;

	private final String action;

	private final Instant startedAt = Instant.now();

	private final AtomicInteger done = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private volatile int total;

	private volatile State state = State.QUEUED;

	private volatile @Nullable String problem;

	BulkJob(String id, String action) {
		this.id = id;
		this.action = action;
	}

	void begin(int total) {
		this.total = total;
		this.state = (this.state == State.QUEUED) ? State.RUNNING : this.state;
	}

	void progress(int done, int failed) {
		this.done.addAndGet(done);
		this.failed.addAndGet(failed);
	}

	void end() {
		this.state = (this.state == State.CANCELLED) ? State.CANCELLED : State.DONE;
	}

	void fail(String problem) {
		this.problem = problem;
		this.state = State.FAILED;
	}

	/** Ends it after the batch that is under way. */
	public void cancel() {
		if (this.state == State.QUEUED || this.state == State.RUNNING) {
			this.state = State.CANCELLED;
		}
	}

	boolean isCancelled() {
		return this.state == State.CANCELLED;
	}

	/** How far it has got. */
	public Progress progress() {
		return new Progress(this.id, this.action, this.state, this.done.get(), this.failed.get(), this.total,
				this.problem, this.startedAt);
	}

	/** Where a job stands. */
	public enum State {

		QUEUED, RUNNING, DONE, CANCELLED, FAILED

	}

	/**
	 * How far a job has got.
	 *
	 * @param id of the job
	 * @param action resend or discard
	 * @param state where it stands
	 * @param done events that it was done to
	 * @param failed events that have stayed as they were
	 * @param total events at the beginning
	 * @param problem why it ended early, null if it did not
	 * @param startedAt when it was asked for
	 */
	public record Progress(String id, String action, State state, int done, int failed, int total,
			@Nullable String problem, Instant startedAt) {
	}

}
