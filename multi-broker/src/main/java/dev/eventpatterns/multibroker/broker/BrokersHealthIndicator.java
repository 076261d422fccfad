package dev.eventpatterns.multibroker.broker;

import java.util.List;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up as long as each role of this process can use one of the brokers. */
@Component
class BrokersHealthIndicator implements HealthIndicator {

	private final BrokerConnections connections;

	private final List<BrokerFigures> roles;

	BrokersHealthIndicator(BrokerConnections connections, List<BrokerFigures> roles) {
		this.connections = connections;
		this.roles = roles;
	}

	@Override
	public Health health() {
		Health.Builder health = this.roles.stream()
			.allMatch((role) -> this.connections.names().stream().anyMatch(role::isUsable)) ? Health.up()
					: Health.down();
		this.connections.names()
			.forEach((broker) -> health.withDetail(broker,
					this.roles.stream().allMatch((role) -> role.isUsable(broker)) ? "usable" : "not usable"));
		return health.build();
	}

}
