package dev.eventpatterns.houserules.violations.eventforwarding;

import org.springframework.amqp.core.MessageProperties;

/** Breaks: the core is plain Java. */
public final class CoreKnowsSpring {

	final MessageProperties properties;

	public CoreKnowsSpring(MessageProperties properties) {
		this.properties = properties;
	}

}
