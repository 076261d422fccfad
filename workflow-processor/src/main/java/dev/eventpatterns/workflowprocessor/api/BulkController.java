package dev.eventpatterns.workflowprocessor.api;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.resend.BulkJob;
import dev.eventpatterns.workflowprocessor.resend.BulkJobs;
import dev.eventpatterns.workflowprocessor.store.EventQuery;

/** Acts on many events at once. */
@RestController
@RequestMapping("/api/bulk")
class BulkController {

	private final BulkJobs jobs;

	BulkController(BulkJobs jobs) {
		this.jobs = jobs;
	}

	@PostMapping
	ResponseEntity<BulkJob.Progress> start(@RequestBody @Valid Bulk bulk, @Nullable Principal user) {
		EventQuery query = bulk.filter().query();
		String who = Users.nameOf(user);
		try {
			BulkJob job = bulk.action().equals("resend") ? this.jobs.resend(query, who)
					: this.jobs.discard(query, bulk.givenReason(), who);
			BulkJob.Progress progress = job.progress();
			return ResponseEntity.accepted().location(URI.create("/api/bulk/" + progress.id())).body(progress);
		}
		catch (RejectedExecutionException ex) {
			throw Problems.of(HttpStatus.TOO_MANY_REQUESTS, "Too many jobs",
					"Other jobs are waiting. Try again when one of them is done.");
		}
	}

	@GetMapping("/{id}")
	BulkJob.Progress progress(@PathVariable String id) {
		return find(id).progress();
	}

	@DeleteMapping("/{id}")
	BulkJob.Progress cancel(@PathVariable String id) {
		BulkJob job = find(id);
		job.cancel();
		return job.progress();
	}

	private BulkJob find(String id) {
		return this.jobs.find(id)
			.orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "No such job",
					"There is no job with this id. Jobs are not kept over a restart."));
	}

	/** An action, and on which events. */
	record Bulk(@NotNull @Pattern(regexp = "resend|discard", message = "must be resend or discard") String action,
			@NotNull Filter filter, @Size(max = 1_000) @Nullable String reason) {

		String givenReason() {
			if (this.reason == null || this.reason.isBlank()) {
				throw Problems.unprocessable("Say why these are to be discarded: reason is missing.");
			}
			return this.reason.strip();
		}

	}

	/**
	 * Which events: only those that wait for a person are acted on, whatever this says.
	 */
	record Filter(@Nullable String group, @Nullable EventState state, @Nullable String q) {

		EventQuery query() {
			if (this.state != null && this.state != EventState.WAITING) {
				throw Problems.unprocessable("Only events that are WAITING can be acted on in bulk.");
			}
			return EventQuery.of(this.group, List.of(EventState.WAITING), this.q);
		}

	}

}
