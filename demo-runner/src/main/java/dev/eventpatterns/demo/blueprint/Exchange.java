package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.demo.DemoFailure;

/** A blueprint that runs: what its producer and its consumer are asked over HTTP. */
final class Exchange {

	private static final Duration ANSWER = Duration.ofSeconds(10);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(ANSWER)
		.build();

	private final URI producer;

	private final URI consumer;

	Exchange(URI producer, URI consumer) {
		this.producer = producer;
		this.consumer = consumer;
	}

	/** Where it takes orders. */
	URI producer() {
		return this.producer;
	}

	/** How the flow of orders is. */
	JsonNode flow() throws IOException, InterruptedException {
		return JSON.readTree(ask("GET", this.producer.resolve("/flow"), "", Duration.ofSeconds(1)));
	}

	/** How the delegates are. */
	JsonNode supervisor() throws IOException, InterruptedException {
		return JSON.readTree(ask("GET", this.consumer.resolve("/supervisor"), "", Duration.ofSeconds(1)));
	}

	/** What the books have come to. */
	Books books() throws InterruptedException {
		return JSON.readValue(ask("GET", "/books", ""), Books.class);
	}

	/** How many delegates there may be. */
	int limit() throws InterruptedException {
		return JSON.readTree(ask("GET", "/supervisor", "")).path("maxConsumers").asInt();
	}

	/** Lowers or raises how many delegates there may be. */
	void limit(int delegates) throws InterruptedException {
		ask("PUT", "/supervisor", "{\"maxConsumers\":" + delegates + "}");
	}

	/** Lets the followers of a held account go on without the order that failed. */
	void release(String account) throws InterruptedException {
		ask("DELETE", "/holds/" + account, "");
	}

	private String ask(String method, String path, String body) throws InterruptedException {
		try {
			return ask(method, this.consumer.resolve(path), body, ANSWER);
		}
		catch (IOException ex) {
			throw new DemoFailure("The blueprint's consumer does not answer: " + ex.getMessage(), ex);
		}
	}

	private String ask(String method, URI uri, String body, Duration atMost) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri)
			.timeout(atMost)
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() >= 300) {
			throw new IOException(method + " " + uri + " was answered " + answer.statusCode());
		}
		return answer.body();
	}

	/**
	 * What the books have come to.
	 *
	 * @param orders how many different orders there are
	 * @param applied how many times an order has changed an account
	 * @param overtaken how many of these came after a later one of their account
	 */
	record Books(long orders, long applied, long overtaken) {
	}

}
