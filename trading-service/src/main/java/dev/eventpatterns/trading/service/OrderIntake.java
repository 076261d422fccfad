package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

import dev.eventpatterns.trading.Batch;
import dev.eventpatterns.trading.BatchParser;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;

/**
 * Takes orders over HTTP, all of a request or none: 202 once they are taken over, 400
 * with every bad entry and nothing sent, 503 where not all could be taken over.
 */
public final class OrderIntake {

	private OrderIntake() {
	}

	/**
	 * Takes the orders of a request.
	 * @param body a JSON object or array, or lines of text
	 * @param type its content type, null where the request names none
	 * @param takeOver gets the orders, each with an id, and returns once somebody else
	 * has them; an {@link AmqpException} says why not
	 * @return the answer
	 * @throws IOException if the request cannot be read
	 */
	public static ResponseEntity<?> receive(InputStream body, @Nullable String type,
			Consumer<List<TradeOrder>> takeOver) throws IOException {
		// One byte more than may be shows that it is too much, whatever the size.
		Batch batch = BatchParser.parse(body.readNBytes(BatchParser.MAX_BODY_BYTES + 1), type);
		if (!batch.refusals().isEmpty()) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
					batch.refusals().size() + " of the request's entries are malformed; nothing was sent");
			problem.setTitle("Malformed orders");
			problem.setProperty("errors", batch.refusals());
			return ResponseEntity.badRequest().body(problem);
		}
		List<TradeOrder> orders = batch.orders()
			.stream()
			.map((order) -> (order.orderId() != null) ? order : order.withOrderId(OrderIds.next()))
			.toList();
		try {
			takeOver.accept(orders);
		}
		catch (AmqpException ex) {
			return notAccepted(String.valueOf(ex.getMessage()));
		}
		return ResponseEntity.accepted().body(new Accepted(orders.size()));
	}

	private static ResponseEntity<ProblemDetail> notAccepted(String reason) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Not all orders were taken over: " + reason + ". Send the request again with the same order ids.");
		problem.setTitle("Orders not accepted");
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, "1").build();
	}

	/** How many orders somebody else has now. */
	record Accepted(int accepted) {
	}

}
