package dev.eventpatterns.workflowprocessor.telling;

import java.util.List;

import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

import dev.eventpatterns.workflowprocessor.store.EventGroup;

/**
 * Sends plain text by {@code spring.mail.*}. What comes from events stands on one line.
 */
final class Mail implements Messenger {

	private final MailSender sender;

	private final String from;

	private final List<String> to;

	Mail(MailSender sender, String from, List<String> to) {
		this.sender = sender;
		this.from = from;
		this.to = List.copyOf(to);
	}

	@Override
	public void tell(EventGroup group) {
		SimpleMailMessage message = new SimpleMailMessage();
		message.setFrom(this.from);
		message.setTo(this.to.toArray(String[]::new));
		message.setSubject("%d events of %s wait for a person".formatted(group.waiting(), group.module()));
		message.setText("""
				Cause: %s
				Exception: %s
				For example: %s
				Group: %s
				First: %s
				""".formatted(group.cause().words(), group.exception(), group.example(), group.id(), group.firstAt()));
		this.sender.send(message);
	}

}
