package dev.eventpatterns.threaddelegate.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpException;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.trading.Batch;
import dev.eventpatterns.trading.BatchParser;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;

/** Takes orders over HTTP, all of a request or none. */
@RestController
@Profile(Role.PRODUCER)
class OrderController {

	private final OrderProducer producer;

	OrderController(OrderProducer producer) {
		this.producer = producer;
	}

	@PostMapping("/orders")
	ResponseEntity<?> receive(@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
			InputStream body) throws IOException {
		Batch batch = BatchParser.parse(body.readNBytes(BatchParser.MAX_BODY_BYTES + 1), type);
		if (!batch.refusals().isEmpty()) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
					batch.refusals().size() + " of the request's entries are malformed; nothing was sent");
			problem.setProperty("errors", batch.refusals());
			return ResponseEntity.badRequest().body(problem);
		}
		List<TradeOrder> orders = batch.orders()
			.stream()
			.map((order) -> (order.orderId() != null) ? order : order.withOrderId(OrderIds.next()))
			.toList();
		this.producer.publish(orders);
		return ResponseEntity.accepted().body(new Accepted(orders.size()));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> on(AmqpException failure) {
		return ResponseEntity
			.of(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
					"Not all orders were taken over: " + failure.getMessage() + ". Try again later."))
			.header(HttpHeaders.RETRY_AFTER, "1")
			.build();
	}

	/** How many orders the queue has. */
	record Accepted(int accepted) {
	}

}
