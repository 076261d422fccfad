package dev.eventpatterns.producercontrolflow.producer;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.trading.service.OrderIntake;

/** Takes orders over HTTP. */
@RestController
@Profile(Role.PRODUCER)
class OrderController {

	private final OrderDesk desk;

	OrderController(OrderDesk desk) {
		this.desk = desk;
	}

	@PostMapping("/orders")
	ResponseEntity<?> receive(@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
			InputStream body) throws IOException {
		return OrderIntake.receive(body, type, this.desk::takeOver);
	}

}
