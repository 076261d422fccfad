package dev.eventpatterns.multibroker.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpException;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.multibroker.Dispatcher;
import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.NotAcceptedException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderIntake;

/** Takes orders over HTTP, and answers when brokers have confirmed all of them. */
@RestController
@Profile(ProducerConfiguration.ROLE)
class OrderController {

	private final Dispatcher dispatcher;

	private final MultiBrokerProperties properties;

	OrderController(Dispatcher dispatcher, MultiBrokerProperties properties) {
		this.dispatcher = dispatcher;
		this.properties = properties;
	}

	@PostMapping("/orders")
	ResponseEntity<?> receive(@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
			InputStream body) throws IOException {
		return OrderIntake.receive(body, type, this::takeOver);
	}

	private void takeOver(List<TradeOrder> orders) {
		try {
			this.dispatcher.accept(orders, this.properties.acceptTimeout());
		}
		catch (NotAcceptedException ex) {
			throw new AmqpException(String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AmqpException("the service is stopping");
		}
	}

}
