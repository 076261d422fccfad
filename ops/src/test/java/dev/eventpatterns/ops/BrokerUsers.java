package dev.eventpatterns.ops;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.eventpatterns.lab.Broker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The users of the compose file's broker with their permissions, on a broker of the lab.
 * So a service that lacks a permission fails here, too.
 */
final class BrokerUsers implements AutoCloseable {

	private final String password = UUID.randomUUID().toString();

	private final List<String> users = new ArrayList<>();

	private final Broker broker;

	private final URI management;

	BrokerUsers(Broker broker) throws IOException {
		this.broker = broker;
		this.management = Objects.requireNonNull(broker.managementUri(), "the broker has no management API");
		JsonNode definitions = Project.json(Project.OPS.resolve("rabbitmq/definitions.json"));
		for (JsonNode user : definitions.path("users")) {
			ObjectNode wanted = ((ObjectNode) user).deepCopy();
			wanted.remove(List.of("password_hash", "hashing_algorithm"));
			wanted.put("password", this.password);
			String name = user.path("name").asString();
			put("users/" + name, wanted);
			this.users.add(name);
		}
		for (JsonNode permission : definitions.path("permissions")) {
			put("permissions/" + encoded(broker.virtualHost()) + "/" + permission.path("user").asString(), permission);
		}
	}

	String password() {
		return this.password;
	}

	private void put(String path, JsonNode wanted) throws IOException {
		assertThat(manage("PUT", path, wanted.toString())).as(path).isBetween(200, 299);
	}

	private int manage(String method, String path, String json) throws IOException {
		return Http.manage(method, this.management.resolve("/api/" + path),
				this.broker.username() + ":" + this.broker.password(), json);
	}

	private static String encoded(String virtualHost) {
		return URLEncoder.encode(virtualHost, StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		for (String user : this.users) {
			manage("DELETE", "users/" + user, "");
		}
	}

}
