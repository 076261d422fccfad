package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.demo.DemoFailure;

/** A blueprint that runs: what its producer and its consumer are asked over HTTP. */
final class Exchange {

	/** What is looked at several times a second cannot be waited for. */
	private static final Duration LOOK = Duration.ofSeconds(1);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Rest producer;

	private final Rest consumer;

	Exchange(URI producer, URI consumer) {
		this.producer = new Rest(producer);
		this.consumer = new Rest(consumer);
	}

	/** Where it takes orders. */
	URI producer() {
		return this.producer.base();
	}

	/** How the flow of orders is. */
	JsonNode flow() throws IOException, InterruptedException {
		return JSON.readTree(this.producer.ask("GET", "/flow", "", LOOK));
	}

	/** How the delegates are. */
	JsonNode supervisor() throws IOException, InterruptedException {
		return JSON.readTree(this.consumer.ask("GET", "/supervisor", "", LOOK));
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
			return this.consumer.ask(method, path, body, Rest.ANSWER);
		}
		catch (IOException ex) {
			throw new DemoFailure("The blueprint's consumer does not answer: " + ex.getMessage(), ex);
		}
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
