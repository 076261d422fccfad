package dev.eventpatterns.watchnotification.service;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.ConfigValue;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;

/** Asks the server over HTTP. */
@Component
@Profile(Role.SERVICE)
class ConfigServerClient {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration ANSWER = Duration.ofSeconds(5);

	private static final int CREATED = 201;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT)
		.build();

	private final URI watches;

	private final JsonMapper json;

	ConfigServerClient(WatchNotificationProperties properties, JsonMapper json) {
		this.watches = URI.create(properties.service().server() + "/").resolve("watches");
		this.json = json;
	}

	/**
	 * Registers a watch, or renews it.
	 * @param known the revision that the service has, null where it has none
	 * @throws IOException if the server is away or refuses; the message says why
	 */
	Answer register(String service, String key, String address, String queue, @Nullable Long known)
			throws IOException, InterruptedException {
		Map<String, Object> request = new LinkedHashMap<>(
				Map.of("service", service, "key", key, "address", address, "queue", queue));
		if (known != null) {
			request.put("knownRevision", known);
		}
		HttpResponse<String> response = send(HttpRequest.newBuilder(this.watches)
			.timeout(ANSWER)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(this.json.writeValueAsBytes(request)))
			.build());
		if (response.statusCode() != CREATED) {
			throw new IOException("the server answered " + response.statusCode() + ": " + detail(response.body()));
		}
		try {
			return answer(key, this.json.readTree(response.body()));
		}
		catch (JacksonException | DateTimeException ex) {
			throw new IOException("the server's answer cannot be read", ex);
		}
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (ConnectException ex) {
			// It comes without a message.
			throw new IOException("the server cannot be reached", ex);
		}
	}

	private static Answer answer(String key, JsonNode node) {
		String changedAt = node.path("changedAt").asStringOpt().orElse(null);
		ConfigValue value = new ConfigValue(key, node.path("value").asStringOpt().orElse(null),
				node.path("revision").asLong(), (changedAt != null) ? Instant.parse(changedAt) : null);
		return new Answer(value, node.path("missed").asLong(0), Duration.parse(node.path("lease").asString()));
	}

	private String detail(String body) {
		try {
			return this.json.readTree(body).path("detail").asString("no reason given");
		}
		catch (JacksonException ex) {
			return "no reason given";
		}
	}

	/**
	 * What the server says.
	 *
	 * @param value the value now
	 * @param missed how many revisions the service will never see
	 * @param lease how long the watch lasts
	 */
	record Answer(ConfigValue value, long missed, Duration lease) {
	}

}
