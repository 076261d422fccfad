package dev.eventpatterns.blueprint.producer;

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

import dev.eventpatterns.blueprint.BlueprintProperties;
import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.trading.service.OrderIntake;
import dev.eventpatterns.trading.service.OrderPublisher;

/**
 * Takes urgent orders over HTTP. They wait neither in the buffer nor for a signal: the
 * answer comes when the broker has confirmed them.
 */
@RestController
@Profile(Role.PRODUCER)
@Import(OrderPublisher.class)
class UrgentController {

	private final OrderPublisher publisher;

	private final BlueprintProperties properties;

	UrgentController(OrderPublisher publisher, BlueprintProperties properties) {
		this.publisher = publisher;
		this.properties = properties;
	}

	@PostMapping(path = "/orders", params = "lane=urgent")
	ResponseEntity<?> receive(@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
			InputStream body) throws IOException {
		return OrderIntake.receive(body, type, (orders) -> this.publisher.publish(orders,
				this.properties.queue().urgent(), this.properties.confirmTimeout()));
	}

}
