package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The inbox of a workflow processor that runs. */
final class Inbox {

	private static final Duration ANSWER = Duration.ofSeconds(10);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(ANSWER)
		.build();

	private final URI base;

	private final String authorization;

	Inbox(URI base, String user, String password) {
		this.base = base;
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The orders that wait for a person, by their id; empty if it does not answer.
	 */
	Set<String> orderIds() throws InterruptedException {
		Set<String> ids = new HashSet<>();
		try {
			for (JsonNode event : JSON.readTree(get("/api/events?state=WAITING&state=UNCERTAIN&size=200"))
				.path("items")) {
				ids.add(event.path("orderId").asString(event.path("messageId").asString("")));
			}
		}
		catch (IOException ex) {
			// It has to be asked again.
		}
		return ids;
	}

	private String get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
			.timeout(ANSWER)
			.header("Authorization", this.authorization)
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() != 200) {
			throw new IOException("GET " + path + " was answered " + answer.statusCode());
		}
		return answer.body();
	}

}
