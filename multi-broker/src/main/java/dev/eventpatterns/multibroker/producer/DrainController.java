package dev.eventpatterns.multibroker.producer;

import java.util.Map;
import java.util.function.Consumer;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import dev.eventpatterns.multibroker.BrokerHealth;
import dev.eventpatterns.multibroker.Dispatcher;
import dev.eventpatterns.multibroker.broker.BrokerConnections;

/** Lets a broker go, and takes it back, while this producer runs. */
@RestController
@Profile(ProducerConfiguration.ROLE)
class DrainController {

	private final Dispatcher dispatcher;

	private final BrokerConnections connections;

	private final ProducerLinks links;

	DrainController(Dispatcher dispatcher, BrokerConnections connections, ProducerLinks links) {
		this.dispatcher = dispatcher;
		this.connections = connections;
		this.links = links;
	}

	@PostMapping("/brokers/{name}/drain")
	ResponseEntity<Map<String, Object>> drain(@PathVariable String name) {
		return ResponseEntity.accepted().body(change(name, BrokerHealth::drain));
	}

	@DeleteMapping("/brokers/{name}/drain")
	Map<String, Object> resume(@PathVariable String name) {
		return change(name, BrokerHealth::resume);
	}

	private Map<String, Object> change(String name, Consumer<BrokerHealth> change) {
		if (!this.connections.names().contains(name)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no broker '" + name + "'. Known: " + String.join(", ", this.connections.names()));
		}
		this.dispatcher.tell(name, change);
		return this.links.figures(name);
	}

}
