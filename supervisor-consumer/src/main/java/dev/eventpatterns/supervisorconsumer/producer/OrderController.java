package dev.eventpatterns.supervisorconsumer.producer;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.supervisorconsumer.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.trading.service.OrderIntake;
import dev.eventpatterns.trading.service.OrderPublisher;

/** Takes orders over HTTP that nobody waits for. */
@RestController
@Profile(Role.PRODUCER)
@Import(OrderPublisher.class)
class OrderController {

	private final OrderPublisher publisher;

	private final SupervisorConsumerProperties properties;

	OrderController(OrderPublisher publisher, SupervisorConsumerProperties properties) {
		this.publisher = publisher;
		this.properties = properties;
	}

	@PostMapping("/orders")
	ResponseEntity<?> receive(@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
			InputStream body) throws IOException {
		return OrderIntake.receive(body, type, (orders) -> this.publisher.publish(orders,
				this.properties.queue().orders(), this.properties.confirmTimeout()));
	}

}
