package dev.eventpatterns.eventforwarding.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.eventforwarding.EventForwardingMeters;
import dev.eventpatterns.eventforwarding.Role;
import dev.eventpatterns.trading.Batch;
import dev.eventpatterns.trading.BatchParser;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;

/**
 * Takes orders over HTTP: 202 once the broker has all of a request's orders, 400 with
 * every bad entry and nothing sent, 503 where the broker did not take over all of them.
 */
@RestController
@Profile(Role.INTAKE)
class IntakeController {

	private final OrderIntake intake;

	private final EventForwardingMeters meters;

	IntakeController(OrderIntake intake, EventForwardingMeters meters) {
		this.intake = intake;
		this.meters = meters;
	}

	@PostMapping("/orders")
	ResponseEntity<?> receive(@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
			InputStream body) throws IOException, InterruptedException {
		// One byte more than may be shows that it is too much, whatever the size.
		Batch batch = BatchParser.parse(body.readNBytes(BatchParser.MAX_BODY_BYTES + 1), type);
		if (!batch.refusals().isEmpty()) {
			this.meters.refused(batch.refusals().size());
			return ResponseEntity.badRequest().body(refused(batch.refusals()));
		}
		List<TradeOrder> orders = batch.orders().stream().map(IntakeController::identified).toList();
		this.intake.handOver(orders);
		this.meters.accepted(orders.size());
		return ResponseEntity.accepted().body(new Accepted(orders.size()));
	}

	private static TradeOrder identified(TradeOrder order) {
		return (order.orderId() != null) ? order : order.withOrderId(OrderIds.next());
	}

	private static ProblemDetail refused(List<Batch.Refusal> refusals) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				refusals.size() + " of the request's entries are malformed; nothing was sent");
		problem.setTitle("Malformed orders");
		problem.setProperty("errors", refusals);
		return problem;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> on(HandoverFailedException failure) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Not all orders were taken over: " + failure.getMessage()
						+ ". Send the request again with the same order ids; what arrives twice is stored once.");
		problem.setTitle("Orders not accepted");
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, "1").build();
	}

	/** How many orders the suite has taken responsibility for. */
	record Accepted(int accepted) {
	}

}
