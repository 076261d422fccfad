package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates a broker's virtual hosts, by its management API, which takes milliseconds where
 * rabbitmqctl takes a second, or by rabbitmqctl where that API is missing.
 */
final class VirtualHosts {

	private static final Duration TIME_OUT = Duration.ofSeconds(10);

	private final BrokerAddress broker;

	private final NodeControl control;

	private final Set<String> created = ConcurrentHashMap.newKeySet();

	VirtualHosts(BrokerAddress broker, NodeControl control) {
		this.broker = broker;
		this.control = control;
	}

	void create(String name) {
		if (name.equals(this.broker.virtualHost()) || !this.created.add(name)) {
			return;
		}
		try {
			URI management = this.broker.managementUri();
			if (management == null) {
				this.control.ctl("add_vhost", name);
				this.control.ctl("set_permissions", "-p", name, this.broker.username(), ".*", ".*", ".*");
				return;
			}
			// 201: it is new; 204: it was there.
			int status = call(management, "PUT", "api/vhosts/" + AmqpUri.encode(name), "{}");
			if (status / 100 == 2) {
				String user = AmqpUri.encode(this.broker.username());
				status = call(management, "PUT", "api/permissions/" + AmqpUri.encode(name) + "/" + user,
						"{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
			}
			if (status / 100 != 2) {
				throw new IllegalStateException("The broker at " + management + " answered " + status
						+ " when asked for the virtual host " + name);
			}
		}
		catch (RuntimeException ex) {
			this.created.remove(name);
			throw ex;
		}
	}

	/**
	 * Leaves a broker that somebody else runs as it was found, as far as it answers.
	 */
	void removeCreated() {
		URI management = this.broker.managementUri();
		if (management == null) {
			return;
		}
		for (String name : this.created) {
			try {
				call(management, "DELETE", "api/vhosts/" + AmqpUri.encode(name), "");
			}
			catch (IllegalStateException ex) {
				return;
			}
		}
		this.created.clear();
	}

	private int call(URI management, String method, String path, String body) {
		String login = this.broker.username() + ":" + this.broker.password();
		HttpRequest request = HttpRequest.newBuilder(management.resolve(path))
			.timeout(TIME_OUT)
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			HttpClient client = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.connectTimeout(TIME_OUT)
				.build();
			return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The management API at " + management + " does not answer: " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while talking to " + management, ex);
		}
	}

}
