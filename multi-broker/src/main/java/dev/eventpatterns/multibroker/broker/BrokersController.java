package dev.eventpatterns.multibroker.broker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows all brokers, as the roles of this process see them. */
@RestController
class BrokersController {

	private final BrokerConnections connections;

	private final List<BrokerFigures> roles;

	BrokersController(BrokerConnections connections, List<BrokerFigures> roles) {
		this.connections = connections;
		this.roles = roles;
	}

	@GetMapping("/brokers")
	List<Map<String, Object>> brokers() {
		return this.connections.names().stream().map(this::view).toList();
	}

	private Map<String, Object> view(String broker) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("name", broker);
		view.put("address", this.connections.place(broker));
		this.roles.forEach((role) -> view.putAll(role.figures(broker)));
		return view;
	}

}
