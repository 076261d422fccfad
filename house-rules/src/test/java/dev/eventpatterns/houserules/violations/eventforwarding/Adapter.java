package dev.eventpatterns.houserules.violations.eventforwarding;

import com.rabbitmq.client.Channel;

/** Harmless: what is not core may use the broker. */
public final class Adapter {

	final Channel channel;

	public Adapter(Channel channel) {
		this.channel = channel;
	}

}
