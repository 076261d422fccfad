package dev.eventpatterns.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Requests to what the tests have started. */
final class Http {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private Http() {
	}

	/** The body of an answer 200. */
	static String get(URI address) throws IOException {
		HttpResponse<String> answer = send(HttpRequest.newBuilder(address));
		if (answer.statusCode() != 200) {
			throw new IOException("GET " + address + " was answered " + answer.statusCode() + ": " + answer.body());
		}
		return answer.body();
	}

	/** Sends orders, as text or as JSON. */
	static HttpResponse<String> post(URI address, String orders) throws IOException {
		return send(HttpRequest.newBuilder(address)
			.header("Content-Type", orders.startsWith("[") ? "application/json" : "text/plain")
			.POST(HttpRequest.BodyPublishers.ofString(orders)));
	}

	static HttpResponse<String> put(URI address, String value) throws IOException {
		return send(HttpRequest.newBuilder(address)
			.header("Content-Type", "text/plain")
			.PUT(HttpRequest.BodyPublishers.ofString(value)));
	}

	/** Sends JSON, or asks for a removal, as a user with a password. */
	static int manage(String method, URI address, String login, String json) throws IOException {
		String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
		return send(HttpRequest.newBuilder(address)
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(json))).statusCode();
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
		try {
			return CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

}
