package dev.eventpatterns.threaddelegate.consumer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
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

	private final OrderConsumer consumer;

	private final AmqpAdmin admin;

	private final ThreadDelegateProperties properties;

	AllocationsController(Dispatcher<ReceivedOrder> dispatcher, ResponseTimes responseTimes, FailedOrders failedOrders,
			Delegates delegates, OrderConsumer consumer, AmqpAdmin admin, ThreadDelegateProperties properties,
			ThreadDelegateMeters meters) {
		this.dispatcher = dispatcher;
		this.responseTimes = responseTimes;
		this.failedOrders = failedOrders;
		this.consumer = consumer;
		this.admin = admin;
		this.properties = properties;
		meters.watch(delegates::saturation, consumer::windowUse, this::hotContextShare,
				() -> dispatcher.allocations().stream().filter((row) -> row.state() == State.HELD).count(),
				consumer::openSidings);
	}

	private double hotContextShare() {
		List<Allocation> rows = this.dispatcher.allocations();
		int all = rows.stream().mapToInt(Allocation::inFlight).sum();
		int hottest = rows.stream().mapToInt(Allocation::inFlight).max().orElse(0);
		return (all > 0) ? (double) hottest / all : 0;
	}

	@GetMapping("/allocations")
	List<Row> allocations() {
		Map<String, @Nullable Long> sided = this.consumer.sidings(this::ready);
		return this.dispatcher.allocations()
			.stream()
			.sorted(Comparator.comparingInt(Allocation::inFlight).reversed().thenComparing(Allocation::context))
			.map((row) -> new Row(row.context(), row.delegate(), row.inFlight(),
					sided.containsKey(row.context()) ? sided.get(row.context()) : Long.valueOf(0), row.state()))
			.toList();
	}

	private @Nullable Long ready(String queue) {
		try {
			QueueInformation information = this.admin.getQueueInfo(queue);
			return (information != null) ? information.getMessageCount() : null;
		}
		catch (AmqpException ex) {
			return null;
		}
	}

	@GetMapping("/response-times")
	ResponseTimes.Summary responseTimes() {
		return this.responseTimes.summary();
	}

	/** Lets the followers of a held account go on without the order that failed. */
	@DeleteMapping("/holds/{context}")
	ResponseEntity<ProblemDetail> release(@PathVariable String context) throws InterruptedException {
		CompletableFuture<Void> released = this.failedOrders.free(context);
		if (released == null) {
			return problem(HttpStatus.NOT_FOUND,
					context + " is not held here. GET /allocations shows the contexts whose state is HELD.");
		}
		try {
			released.get(this.properties.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS);
			return ResponseEntity.noContent().build();
		}
		catch (ExecutionException | TimeoutException ex) {
			return problem(HttpStatus.SERVICE_UNAVAILABLE,
					"The broker has not confirmed in time that " + context + " is held no longer. Try again.");
		}
	}

	private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
		return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail)).build();
	}

	/**
	 * What the endpoint shows of a context.
	 *
	 * @param inSiding how many of its events wait in a siding, not in memory; null where
	 * the broker does not tell
	 */
	record Row(String context, @Nullable Integer delegate, int inFlight, @Nullable Long inSiding, State state) {
	}

}
