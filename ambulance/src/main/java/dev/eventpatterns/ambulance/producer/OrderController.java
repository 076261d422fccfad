package dev.eventpatterns.ambulance.producer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.RabbitUtils;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import dev.eventpatterns.ambulance.AmbulanceProperties;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.trading.Batch;
import dev.eventpatterns.trading.BatchParser;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * Takes orders over HTTP: 202 once the lane's queue has all of a request's orders, 400
 * with every bad entry and nothing sent, 503 where the broker did not take over all.
 */
@RestController
@Profile("producer | !consumer")
class OrderController {

	private final RabbitTemplate template;

	private final ObjectProvider<AmqpAdmin> admin;

	private final AmbulanceProperties properties;

	OrderController(RabbitTemplate template, ObjectProvider<AmqpAdmin> admin, AmbulanceProperties properties) {
		this.template = template;
		this.admin = admin;
		this.properties = properties;
	}

	@PostMapping("/orders")
	ResponseEntity<?> receive(@RequestParam(defaultValue = "standard") String lane,
			@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type, InputStream body)
			throws IOException {
		String queue = this.properties.queue().of(laneOf(lane));
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
		this.template.execute((channel) -> publish(channel, queue, orders));
		return ResponseEntity.accepted().body(new Accepted(orders.size()));
	}

	private static Lane laneOf(String label) {
		return Stream.of(Lane.values())
			.filter((lane) -> lane.label().equals(label))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"lane must be priority or standard, was " + label));
	}

	/** One wait for all confirms; what was returned has been heard of by then. */
	private int publish(Channel channel, String queue, List<TradeOrder> orders)
			throws IOException, InterruptedException, TimeoutException {
		// Whoever took this channel from the cache would wait for our confirms as well.
		RabbitUtils.setPhysicalCloseRequired(channel, true);
		Queue<String> returned = new ConcurrentLinkedQueue<>();
		channel.addReturnListener((message) -> returned.add(message.getReplyText()));
		channel.confirmSelect();
		for (TradeOrder order : orders) {
			channel.basicPublish("", queue, true, TradeOrderMessages.properties(order, Instant.now(), true),
					TradeOrderMessages.body(order));
		}
		boolean confirmed = channel.waitForConfirms(this.properties.confirmTimeout().toMillis());
		if (!returned.isEmpty()) {
			this.admin.ifAvailable(AmqpAdmin::initialize);
			throw new AmqpException("no queue " + queue + " was there to take them");
		}
		if (!confirmed) {
			throw new AmqpException("the broker refused them (is the queue full?)");
		}
		return orders.size();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> on(AmqpException failure) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Not all orders were taken over: " + failure.getMessage()
						+ ". Send the request again with the same order ids.");
		problem.setTitle("Orders not accepted");
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, "1").build();
	}

	/** How many orders the lane's queue has. */
	record Accepted(int accepted) {
	}

}
