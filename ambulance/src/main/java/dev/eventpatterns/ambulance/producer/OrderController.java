package dev.eventpatterns.ambulance.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import dev.eventpatterns.ambulance.AmbulanceProperties;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.trading.service.OrderIntake;
import dev.eventpatterns.trading.service.OrderPublisher;

/** Takes orders over HTTP, and puts them into the queue of their lane. */
@RestController
@Profile("producer | !consumer")
@Import(OrderPublisher.class)
class OrderController {

	private final OrderPublisher publisher;

	private final AmbulanceProperties properties;

	OrderController(OrderPublisher publisher, AmbulanceProperties properties) {
		this.publisher = publisher;
		this.properties = properties;
	}

	@PostMapping("/orders")
	ResponseEntity<?> receive(@RequestParam(defaultValue = "standard") String lane,
			@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type, InputStream body)
			throws IOException {
		String queue = this.properties.queue().of(laneOf(lane));
		return OrderIntake.receive(body, type,
				(orders) -> this.publisher.publish(orders, queue, this.properties.confirmTimeout()));
	}

	private static Lane laneOf(String label) {
		return Stream.of(Lane.values())
			.filter((lane) -> lane.label().equals(label))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"lane must be priority or standard, was " + label));
	}

}
