package dev.eventpatterns.threaddelegate.producer;

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

import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.trading.service.OrderIntake;
import dev.eventpatterns.trading.service.OrderPublisher;

/** Takes orders over HTTP, and puts them into the queue in their order. */
@RestController
@Profile(Role.PRODUCER)
@Import(OrderPublisher.class)
class OrderController {

	private final OrderPublisher publisher;

	private final ThreadDelegateProperties properties;

	OrderController(OrderPublisher publisher, ThreadDelegateProperties properties) {
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
