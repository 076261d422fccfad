package dev.eventpatterns.eventforwarding.store;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.eventforwarding.Role;

/** Shows what has arrived. */
@RestController
@Profile(Role.STORE)
class StoreController {

	private final OrderRepository orders;

	StoreController(OrderRepository orders) {
		this.orders = orders;
	}

	@GetMapping("/orders/{orderId}")
	StoredOrder order(@PathVariable String orderId) {
		return this.orders.find(orderId).orElseThrow(() -> {
			ErrorResponseException missing = new ErrorResponseException(HttpStatus.NOT_FOUND);
			missing.setTitle("No such order");
			missing.setDetail("No order with this id has been stored, or not yet.");
			return missing;
		});
	}

	@GetMapping("/orders/count")
	Count count() {
		return new Count(this.orders.count());
	}

	/** How many orders are stored. */
	record Count(long stored) {
	}

}
