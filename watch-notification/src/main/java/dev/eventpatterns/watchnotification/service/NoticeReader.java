package dev.eventpatterns.watchnotification.service;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.ConfigValue;
import dev.eventpatterns.watchnotification.Notice;
import dev.eventpatterns.watchnotification.NoticeSigner;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.WatchNotificationMeters;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;

/**
 * Believes what the server has signed for this service, lately, and drops and counts
 * everything else. What is dropped is no loss: the next renewal of the lease brings the
 * value.
 */
@Component
@Profile(Role.SERVICE)
class NoticeReader {

	private static final Logger log = LoggerFactory.getLogger(NoticeReader.class);

	private final NoticeSigner signer;

	private final WatchedValues values;

	private final WatchNotificationProperties.Service service;

	private final WatchNotificationMeters meters;

	private final JsonMapper json;

	NoticeReader(NoticeSigner signer, WatchedValues values, WatchNotificationProperties properties,
			WatchNotificationMeters meters, JsonMapper json) {
		this.signer = signer;
		this.values = values;
		this.service = properties.service();
		this.meters = meters;
		this.json = json;
	}

	/** Takes a message. When this returns, it is done with, whatever it was. */
	void on(Delivery message) {
		NoticeSigner.Verdict verdict = this.signer.check(signature(message.getProperties()), message.getBody(),
				Instant.now());
		if (verdict != NoticeSigner.Verdict.GENUINE) {
			drop(verdict.name().toLowerCase(Locale.ROOT));
			return;
		}
		try {
			Notice notice = this.json.readValue(message.getBody(), Notice.class);
			if (notice == null || notice.key() == null || notice.revision() < 1) {
				drop("malformed");
			}
			else if (!this.service.name().equals(notice.service())) {
				drop("other_service");
			}
			else if (!this.service.keys().contains(notice.key())) {
				drop("other_key");
			}
			else {
				this.values.onNotice(value(notice), Math.max(0, notice.skipped()));
			}
		}
		catch (JacksonException | DateTimeParseException ex) {
			drop("malformed");
		}
	}

	private static ConfigValue value(Notice notice) {
		return new ConfigValue(notice.key(), notice.value(), notice.revision(),
				(notice.changedAt() != null) ? Instant.parse(notice.changedAt()) : null);
	}

	private void drop(String reason) {
		this.meters.dropped(reason);
		// Not louder: who can put something into the queue could fill the log.
		log.debug("Dropped a notice: {}", reason);
	}

	private static NoticeSigner.Signature signature(AMQP.BasicProperties properties) {
		Map<String, Object> headers = (properties.getHeaders() != null) ? properties.getHeaders() : Map.of();
		return new NoticeSigner.Signature(text(headers.get(Notice.KEY_ID_HEADER)),
				text(headers.get(Notice.SIGNED_AT_HEADER)), text(headers.get(Notice.SIGNATURE_HEADER)));
	}

	private static @Nullable String text(@Nullable Object header) {
		return (header != null) ? header.toString() : null;
	}

}
