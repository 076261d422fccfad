package dev.eventpatterns.workflowprocessor.telling;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailSender;

import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties.Telling;

/** The ways to tell people that are set up. */
@Configuration(proxyBeanMethods = false)
class TellingConfiguration {

	@Bean
	@ConditionalOnProperty("workflow-processor.telling.webhook")
	Messenger webhook(WorkflowProcessorProperties properties, JsonMapper json) {
		Telling telling = properties.telling();
		if (telling.webhook() == null || telling.secret() == null || telling.secret().isBlank()) {
			throw new IllegalArgumentException("workflow-processor.telling.secret is missing: "
					+ "without it nobody could tell whether a message of the webhook comes from here");
		}
		return new Webhook(telling.webhook(), telling.secret(), json);
	}

	@Bean
	@ConditionalOnProperty({ "workflow-processor.telling.mail-to", "spring.mail.host" })
	Messenger mail(WorkflowProcessorProperties properties, MailSender sender) {
		return new Mail(sender, properties.telling().mailFrom(), properties.telling().mailTo());
	}

}
