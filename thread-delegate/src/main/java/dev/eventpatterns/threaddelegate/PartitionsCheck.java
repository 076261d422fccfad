package dev.eventpatterns.threaddelegate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the broker at the start whether it can share orders out to partitions: it would be
 * in vain to try again. A broker that is not there is waited for later.
 */
@Component
class PartitionsCheck implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(PartitionsCheck.class);

	private final ThreadDelegateProperties properties;

	private final AmqpAdmin admin;

	private boolean running;

	PartitionsCheck(ThreadDelegateProperties properties, AmqpAdmin admin) {
		this.properties = properties;
		this.admin = admin;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.properties.partitions() > 0) {
			try {
				this.admin.initialize();
			}
			catch (AmqpException ex) {
				if (isUnknownType(ex)) {
					throw new MissingPluginException(ex);
				}
				log.debug("Cannot ask the broker yet", ex);
			}
		}
	}

	private static boolean isUnknownType(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (String.valueOf(cause.getMessage()).contains("unknown exchange type")) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before everything else. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
