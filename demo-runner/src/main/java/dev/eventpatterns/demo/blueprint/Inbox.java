package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.demo.DemoFailure;

/** The inbox of a workflow processor that runs. */
final class Inbox {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Rest processor;

	Inbox(URI base, String user, String password) {
		this.processor = new Rest(base, user, password);
	}

	/**
	 * The orders that wait for a person, by their id; empty if it does not answer.
	 * @throws DemoFailure if it refuses to tell
	 */
	Set<String> orderIds() throws InterruptedException {
		Set<String> ids = new HashSet<>();
		try {
			HttpResponse<String> answer = this.processor.send("GET",
					"/api/events?state=WAITING&state=UNCERTAIN&size=200", "", Rest.ANSWER);
			if (answer.statusCode() / 100 == 4) {
				throw new DemoFailure("The workflow processor at " + this.processor.base() + " answers "
						+ answer.statusCode() + ". Are user and password right?");
			}
			if (answer.statusCode() == 200) {
				for (JsonNode event : JSON.readTree(answer.body()).path("items")) {
					ids.add(event.path("orderId").asString(event.path("messageId").asString("")));
				}
			}
		}
		catch (IOException ex) {
			// It has to be asked again.
		}
		return ids;
	}

}
