package dev.eventpatterns.threaddelegate.consumer;

import java.util.Comparator;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.threaddelegate.Allocation;
import dev.eventpatterns.threaddelegate.Allocation.State;
import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.ResponseTimes;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;

/** Shows who handles what and how fast, and lets held accounts go on. */
@RestController
@Profile(Role.CONSUMER)
class AllocationsController {

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final ResponseTimes responseTimes;

	private final FailedOrders failedOrders;

	AllocationsController(Dispatcher<ReceivedOrder> dispatcher, ResponseTimes responseTimes, FailedOrders failedOrders,
			Delegates delegates, ThreadDelegateProperties properties, ThreadDelegateMeters meters) {
		this.dispatcher = dispatcher;
		this.responseTimes = responseTimes;
		this.failedOrders = failedOrders;
		meters.watch(delegates::saturation, () -> (double) dispatcher.inFlight() / properties.prefetch(),
				this::hotContextShare,
				() -> dispatcher.allocations().stream().filter((row) -> row.state() == State.HELD).count());
	}

	private double hotContextShare() {
		List<Allocation> rows = this.dispatcher.allocations();
		int all = rows.stream().mapToInt(Allocation::inFlight).sum();
		int hottest = rows.stream().mapToInt(Allocation::inFlight).max().orElse(0);
		return (all > 0) ? (double) hottest / all : 0;
	}

	@GetMapping("/allocations")
	List<Allocation> allocations() {
		return this.dispatcher.allocations()
			.stream()
			.sorted(Comparator.comparingInt(Allocation::inFlight).reversed().thenComparing(Allocation::context))
			.toList();
	}

	@GetMapping("/response-times")
	ResponseTimes.Summary responseTimes() {
		return this.responseTimes.summary();
	}

	/** Lets the followers of a held account go on without the order that failed. */
	@DeleteMapping("/holds/{context}")
	ResponseEntity<ProblemDetail> release(@PathVariable String context) {
		if (this.failedOrders.free(context)) {
			return ResponseEntity.noContent().build();
		}
		return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND,
				context + " is not held. GET /allocations shows the contexts whose state is HELD."))
			.build();
	}

}
