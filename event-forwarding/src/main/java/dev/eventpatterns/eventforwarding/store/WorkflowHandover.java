package dev.eventpatterns.eventforwarding.store;

import java.util.Map;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.eventforwarding.EventForwardingProperties;
import dev.eventpatterns.eventforwarding.Role;
import dev.eventpatterns.trading.amqp.FaithfulPropertiesConverter;
import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * Hands events that cannot be processed over to the workflow queue: all of them are
 * published, then their confirms are waited for together.
 */
@Component
@Profile(Role.STORE)
class WorkflowHandover {

	private final RabbitTemplate template;

	private final RepublishMessageRecoverer recoverer;

	private final EventForwardingProperties properties;

	private volatile boolean returned;

	WorkflowHandover(RabbitTemplate template, EventForwardingProperties properties) {
		this.template = template;
		this.properties = properties;
		this.recoverer = new RepublishMessageRecoverer(template, OrderTopology.WORKFLOW_EXCHANGE,
				OrderTopology.WORKFLOW_QUEUE);
		template.setMessagePropertiesConverter(new FaithfulPropertiesConverter());
		template.setMandatory(true);
		template.setReturnsCallback((message) -> this.returned = true);
	}

	/**
	 * Hands over, adding the standard headers that tell the exception and the origin.
	 * @param failed what failed, and why
	 * @throws AmqpException if the broker did not confirm and route all of them in time
	 */
	void handOver(Map<Message, Exception> failed) {
		this.returned = false;
		Boolean confirmed = this.template.invoke((operations) -> {
			failed.forEach(this.recoverer::recover);
			return operations.waitForConfirms(this.properties.confirmTimeout().toMillis());
		});
		if (!Boolean.TRUE.equals(confirmed)) {
			throw new AmqpException("the broker refused events for the workflow queue");
		}
		if (this.returned) {
			throw new AmqpException("no queue takes messages for " + OrderTopology.WORKFLOW_EXCHANGE + "/"
					+ OrderTopology.WORKFLOW_QUEUE);
		}
	}

}
