package dev.eventpatterns.lab;

/**
 * Somebody else runs this broker, so the lab can connect to it and nothing more.
 * {@link WithRabbitLab} turns this into a skipped test.
 */
public final class BrokerNotKillableException extends UnsupportedOperationException {

	BrokerNotKillableException(String operation) {
		super("Cannot " + operation + " the broker that RABBIT_LAB_URI names: unset it to get a private one");
	}

}
