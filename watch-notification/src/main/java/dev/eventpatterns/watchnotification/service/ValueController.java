package dev.eventpatterns.watchnotification.service;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;

/** Shows what the service knows. */
@RestController
@Profile(Role.SERVICE)
class ValueController {

	private final WatchNotificationProperties.Service service;

	private final WatchedValues values;

	private final Registrar registrar;

	ValueController(WatchNotificationProperties properties, WatchedValues values, Registrar registrar) {
		this.service = properties.service();
		this.values = values;
		this.registrar = registrar;
	}

	/** The first key that is watched, unless another one is asked for. */
	@GetMapping("/value")
	Shown value(@RequestParam(required = false) @Nullable String key) {
		String wanted = (key != null) ? key : this.service.keys().get(0);
		if (!this.service.keys().contains(wanted)) {
			ErrorResponseException missing = new ErrorResponseException(HttpStatus.NOT_FOUND);
			missing.setTitle("Not watched");
			missing.setDetail("This service watches " + String.join(", ", this.service.keys()) + ".");
			throw missing;
		}
		WatchedValues.Known known = this.values.known(wanted);
		String problem = this.registrar.problem();
		if (known == null) {
			return new Shown(this.service.name(), wanted, null, 0, 0, null, null, problem);
		}
		return new Shown(this.service.name(), wanted, known.change().value(), known.change().revision(),
				known.change().missed(), known.via(), known.at(), problem);
	}

	/**
	 * What the service knows of a key.
	 *
	 * @param value null where it knows none
	 * @param revision 0 where it knows none
	 * @param missed how many revisions it has missed just before this one
	 * @param via {@code notice} or {@code registration}
	 * @param receivedAt when
	 * @param problem why the service is not registered now, null where it is
	 */
	record Shown(String service, String key, @Nullable String value, long revision, long missed, @Nullable String via,
			@Nullable Instant receivedAt, @Nullable String problem) {
	}

}
