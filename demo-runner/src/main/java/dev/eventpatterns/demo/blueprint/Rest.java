package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** A service that is asked over HTTP, in JSON. */
final class Rest {

	static final Duration ANSWER = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(ANSWER)
		.build();

	private final URI base;

	private final @Nullable String authorization;

	/** One that lets everybody in. */
	Rest(URI base) {
		this.base = base;
		this.authorization = null;
	}

	/** One that wants to know who asks. */
	Rest(URI base, String user, String password) {
		this.base = base;
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	URI base() {
		return this.base;
	}

	/** Asks, and takes whatever answer there is. */
	HttpResponse<String> send(String method, String path, String body, Duration atMost)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.timeout(atMost)
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body));
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** Asks, and takes good answers only. */
	String ask(String method, String path, String body, Duration atMost) throws IOException, InterruptedException {
		HttpResponse<String> answer = send(method, path, body, atMost);
		if (answer.statusCode() / 100 != 2) {
			throw new IOException(method + " " + path + " was answered " + answer.statusCode());
		}
		return answer.body();
	}

}
