package dev.eventpatterns.blueprint.consumer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.threaddelegate.DelegateCrew;

/** Shows how many delegates there are and why, and lets their cap be set. */
@RestController
@Profile(Role.CONSUMER)
class SupervisorController {

	private final SupervisorLoop loop;

	private final DelegateCrew crew;

	SupervisorController(SupervisorLoop loop, DelegateCrew crew) {
		this.loop = loop;
		this.crew = crew;
	}

	@GetMapping("/supervisor")
	SupervisorView supervisor() {
		Plan.ChannelPlan plan = this.loop.plan();
		return new SupervisorView(this.crew.isServing(), this.crew.size(), this.crew.busy(), this.loop.target(),
				this.loop.cap(), this.crew.waiting(), this.crew.held(),
				(plan != null) ? plan.seen().arrivalRate() : null, (plan != null) ? plan.decision().reason() : null);
	}

	/** Takes effect at once, in every process, and holds over restarts. */
	@PutMapping("/supervisor")
	SupervisorView limit(@Valid @RequestBody Limit limit) {
		this.loop.limit(limit.maxConsumers());
		return supervisor();
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ProblemDetail databaseAway() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The database does not answer, so nothing was changed. Try again later.");
		problem.setTitle("Cap not changed");
		return problem;
	}

	/**
	 * How many delegates there may be.
	 */
	record Limit(@NotNull @Min(1) @Max(10_000) Integer maxConsumers) {
	}

	/**
	 * What there is to see.
	 *
	 * @param serving whether this process consumes, and does not wait for another one
	 * @param delegates how many there are, those included that finish their last order
	 * @param busy how many of them have an order in hand
	 * @param target how many there are to be
	 * @param maxConsumers how many there may be
	 * @param waiting orders in memory that wait for a delegate
	 * @param heldAccounts accounts whose orders wait for a failed one
	 * @param arrivalRate orders a second, null where that is not known
	 * @param reason of the last decision, null before the first
	 */
	record SupervisorView(boolean serving, int delegates, int busy, int target, int maxConsumers, int waiting,
			int heldAccounts, @Nullable Double arrivalRate, @Nullable String reason) {
	}

}
