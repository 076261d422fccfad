package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.lab.Broker;

/**
 * Makes everybody but us lose a broker that is somebody else's: has it close their
 * connections, and again those of whoever comes back too soon. Takes an administrator.
 */
final class ConnectionCut implements Outage {

	private static final Duration LASTS = Duration.ofSeconds(3);

	private static final Duration AGAIN = Duration.ofMillis(250);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Rest management;

	private final String user;

	ConnectionCut(Broker broker) {
		if (broker.managementUri() == null) {
			throw new DemoFailure("The broker's management API is not known. Set RABBIT_LAB_MANAGEMENT_URI.");
		}
		this.management = new Rest(broker.managementUri(), broker.username(), broker.password());
		this.user = broker.username();
	}

	@Override
	public void strike() throws InterruptedException {
		long end = System.nanoTime() + LASTS.toNanos();
		while (System.nanoTime() < end) {
			cut();
			Thread.sleep(AGAIN.toMillis());
		}
	}

	private void cut() throws InterruptedException {
		for (JsonNode connection : JSON.readTree(ask("GET", "api/connections"))) {
			if (!this.user.equals(connection.path("user").asString(""))) {
				ask("DELETE",
						"api/connections/"
								+ URLEncoder.encode(connection.path("name").asString(""), StandardCharsets.UTF_8)
									.replace("+", "%20"));
			}
		}
	}

	private String ask(String method, String path) throws InterruptedException {
		try {
			HttpResponse<String> answer = this.management.send(method, path, "", Rest.ANSWER);
			// One that is gone already is not missed.
			if (answer.statusCode() / 100 != 2 && answer.statusCode() != 404) {
				throw new DemoFailure("The broker's management API answered " + answer.statusCode()
						+ ". The scenario's user has to be an administrator, to close the connections of others.");
			}
			return answer.body();
		}
		catch (IOException ex) {
			throw new DemoFailure(
					"The broker's management API at " + this.management.base() + " does not answer: " + ex, ex);
		}
	}

}
