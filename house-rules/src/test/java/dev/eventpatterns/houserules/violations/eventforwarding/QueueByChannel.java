package dev.eventpatterns.houserules.violations.eventforwarding;

import java.io.IOException;

import com.rabbitmq.client.Channel;

/** Breaks: only topologies declare. */
public final class QueueByChannel {

	void declare(Channel channel) throws IOException {
		channel.queueDeclare();
	}

}
