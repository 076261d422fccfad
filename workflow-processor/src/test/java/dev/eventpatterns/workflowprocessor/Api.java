package dev.eventpatterns.workflowprocessor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as a program does. */
final class Api {

	static final JsonMapper JSON = JsonMapper.shared();

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final int port;

	private final String user;

	Api(int port, String user) {
		this.port = port;
		this.user = user;
	}

	HttpRequest.Builder request(String path) {
		String login = this.user + ":" + TestLogin.PASSWORD;
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
			.header("Content-Type", "application/json");
	}

	HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
	}

	JsonNode get(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = send(request(path).build());
		if (response.statusCode() != 200) {
			throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
		}
		return JSON.readTree(response.body());
	}

	HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
		return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	HttpResponse<String> call(String method, String path, String json) throws IOException, InterruptedException {
		return send(request(path).method(method, HttpRequest.BodyPublishers.ofString(json)).build());
	}

	HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
		return call("POST", path, json);
	}

}
