package dev.eventpatterns.supervisorconsumer.producer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.supervisorconsumer.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.supervisorconsumer.TradeReply;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderParser;

/**
 * Has an order executed and answers with what became of it: 200 once it was, 400 where it
 * is no order, 502 where it failed and went to the workflow queue, 503 without a broker,
 * 504 where the reply does not come in time.
 */
@RestController
@Profile(Role.PRODUCER)
class TradesController {

	private final TradeRequests requests;

	private final SupervisorConsumerProperties properties;

	TradesController(TradeRequests requests, SupervisorConsumerProperties properties) {
		this.requests = requests;
		this.properties = properties;
	}

	@PostMapping("/trades")
	ResponseEntity<?> execute(@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
			InputStream body) throws IOException, InterruptedException {
		TradeOrder order;
		try {
			order = TradeOrderParser.parse(body.readNBytes(TradeOrderParser.MAX_BODY_BYTES + 1), type);
		}
		catch (MalformedOrderException ex) {
			return problem(HttpStatus.BAD_REQUEST, "Malformed order", String.valueOf(ex.getMessage()));
		}
		TradeOrder identified = (order.orderId() != null) ? order : order.withOrderId(OrderIds.next());
		long begun = System.nanoTime();
		try {
			TradeReply reply = this.requests.execute(identified);
			if (TradeReply.FAILED.equals(reply.result())) {
				return problem(HttpStatus.BAD_GATEWAY, "Order failed", "The order " + identified.orderId()
						+ " failed and was handed over to the workflow queue: " + reply.reason());
			}
			return ResponseEntity.ok(new Trade(reply.orderId(), reply.result(), reply.worker(),
					Duration.ofNanos(System.nanoTime() - begun).toNanos() / 1e6));
		}
		catch (TimeoutException ex) {
			return problem(HttpStatus.GATEWAY_TIMEOUT, "No reply in time",
					"There was no reply within " + this.properties.replyTimeout().toMillis() + " ms. The order "
							+ identified.orderId() + " stays in its queue and will be executed.");
		}
		catch (IOException ex) {
			return problem(HttpStatus.SERVICE_UNAVAILABLE, "Order not executed", "No reply can come: " + ex.getMessage()
					+ ". Send the request again with the order id " + identified.orderId() + ".");
		}
	}

	private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return ResponseEntity.of(problem).build();
	}

	/** What became of an order, and how long that took. */
	record Trade(@Nullable String orderId, String result, @Nullable String worker, double responseMillis) {
	}

}
