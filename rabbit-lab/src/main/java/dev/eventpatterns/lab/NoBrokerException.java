package dev.eventpatterns.lab;

import java.util.List;

/**
 * No broker could be found or started. The message is for the user: what was tried, why
 * each failed, and the ways to get a broker.
 */
public final class NoBrokerException extends RuntimeException {

	private static final String WAYS = """
			Any one of these gets you a broker:
			  - set RABBIT_LAB_URI=amqp://user:password@host:port to one that you may write to
			  - start a Docker engine
			  - install RabbitMQ (on Debian or Ubuntu: apt-get install rabbitmq-server)
			  - on Debian or Ubuntu, go online once: the packages (35 MB) are then fetched into your cache folder""";

	NoBrokerException(List<Attempt> attempts) {
		super(message(attempts));
	}

	private static String message(List<Attempt> attempts) {
		StringBuilder text = new StringBuilder("No RabbitMQ broker to be had. Tried:\n");
		for (Attempt attempt : attempts) {
			text.append("  - ").append(attempt.source()).append(": ");
			text.append(attempt.reason().strip().replace("\n", "\n      ")).append('\n');
		}
		return text.append(WAYS).toString();
	}

	/**
	 * One source that was tried in vain.
	 *
	 * @param source its name
	 * @param reason why it gave no broker
	 */
	record Attempt(String source, String reason) {
	}

}
