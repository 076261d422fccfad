package dev.eventpatterns.demo.blueprint;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.eventpatterns.demo.DemoFailure;

/**
 * A blueprint that somebody else runs, with its workflow processor, named by the
 * environment.
 */
record Running(Exchange exchange, Inbox inbox) {

	private static final String PRODUCER = "BLUEPRINT_PRODUCER_URI";

	/**
	 * Reads the environment.
	 * @return nothing where it names no producer
	 * @throws DemoFailure where it names a part of them only
	 */
	static Optional<Running> of(Map<String, String> environment) {
		if (environment.getOrDefault(PRODUCER, "").isEmpty()) {
			return Optional.empty();
		}
		Exchange exchange = new Exchange(uri(environment, PRODUCER), uri(environment, "BLUEPRINT_CONSUMER_URI"));
		Inbox inbox = new Inbox(uri(environment, "WORKFLOW_PROCESSOR_URI"),
				value(environment, "WORKFLOW_PROCESSOR_USER"), value(environment, "WORKFLOW_PROCESSOR_PASSWORD"));
		return Optional.of(new Running(exchange, inbox));
	}

	private static URI uri(Map<String, String> environment, String name) {
		try {
			return URI.create(value(environment, name));
		}
		catch (IllegalArgumentException ex) {
			throw new DemoFailure(name + " is no address: " + ex.getMessage());
		}
	}

	private static String value(Map<String, String> environment, String name) {
		String value = environment.getOrDefault(name, "").strip();
		if (value.isEmpty()) {
			throw new DemoFailure(PRODUCER + " is set, so " + name + " has to be set too.");
		}
		return value;
	}

}
