package dev.eventpatterns.watchnotification.server;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.ErrorResponseException;

import dev.eventpatterns.watchnotification.AllowList;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.Watch;
import dev.eventpatterns.watchnotification.WatchNotificationMeters;
import dev.eventpatterns.watchnotification.WatchView;

/** Registers, removes and shows watches. */
@RestController
@Profile(Role.CONFIG_SERVER)
class WatchController {

	private final ConfigServer server;

	private final WatchNotificationMeters meters;

	WatchController(ConfigServer server, WatchNotificationMeters meters) {
		this.server = server;
		this.meters = meters;
	}

	@PostMapping("/watches")
	@ResponseStatus(HttpStatus.CREATED)
	Registered register(@RequestBody WatchRequest request) {
		List<String> mistakes = request.mistakes();
		if (!mistakes.isEmpty()) {
			this.meters.refused("malformed");
			throw new ServerProblems.MistakesException(mistakes);
		}
		try {
			return Registered.of(this.server.register(request.id(), request.where(), String.valueOf(request.queue()),
					request.knownRevision()));
		}
		catch (AllowList.ForbiddenAddressException ex) {
			this.meters.refused("forbidden");
			throw ex;
		}
		catch (ConfigServer.TooManyWatchesException ex) {
			this.meters.refused("too-many");
			throw ex;
		}
	}

	@DeleteMapping("/watches/{service}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String service) {
		if (this.server.remove(service) == 0) {
			ErrorResponseException missing = new ErrorResponseException(HttpStatus.NOT_FOUND);
			missing.setTitle("No such service");
			missing.setDetail("No service of this name watches anything.");
			throw missing;
		}
	}

	@GetMapping("/watches")
	List<WatchView> watches(@RequestParam(required = false) @Nullable String service,
			@RequestParam(required = false) Watch.@Nullable Phase state,
			@RequestParam(defaultValue = "10000") int limit) {
		return this.server.watches((watch) -> (service == null || service.equals(watch.service()))
				&& (state == null || state == watch.state()), Math.max(0, limit));
	}

	/**
	 * What a service is told when it registers.
	 *
	 * @param value the value now, null where it was never set
	 * @param revision how often it has changed
	 * @param missed how many revisions the service will never see
	 * @param lease how long the watch lasts, ISO-8601
	 * @param expiresAt when it ends unless it is renewed, ISO-8601
	 */
	record Registered(String service, String key, String address, String queue, @Nullable String value, long revision,
			@Nullable String changedAt, long missed, String lease, String expiresAt) {

		static Registered of(ConfigServer.Registration registration) {
			return new Registered(registration.id().service(), registration.id().key(),
					registration.address().toString(), registration.queue(), registration.value().value(),
					registration.value().revision(),
					(registration.value().changedAt() != null) ? registration.value().changedAt().toString() : null,
					registration.missed(), registration.lease().toString(), registration.until().toString());
		}

	}

}
