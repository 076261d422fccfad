package dev.eventpatterns.ambulance.consumer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import dev.eventpatterns.ambulance.AmbulanceProperties;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.ambulance.LaneFigures;
import dev.eventpatterns.ambulance.LaneFigures.Waits;
import dev.eventpatterns.ambulance.Mode;

/** Shows the two lanes, and switches the mode. */
@RestController
@Profile(LaneThreads.ROLE)
class LanesController {

	private final LaneThreads threads;

	private final AmbulanceProperties properties;

	LanesController(LaneThreads threads, AmbulanceProperties properties) {
		this.threads = threads;
		this.properties = properties;
	}

	@GetMapping("/lanes")
	Lanes lanes() {
		LaneFigures figures = this.threads.figures();
		List<LaneView> lanes = Arrays.stream(Lane.values())
			.map((lane) -> new LaneView(lane.label(), this.threads.handover().depth(lane), figures.servedBy(lane),
					figures.waits(lane), figures.waitsSinceSent(lane)))
			.toList();
		List<ThreadView> views = this.threads.names()
			.stream()
			.map((name) -> new ThreadView(name, figures.idleShare(name)))
			.toList();
		return new Lanes(this.threads.handover().mode().label(), lanes, views);
	}

	@PutMapping("/mode")
	ModeView switchTo(@RequestBody ModeView wanted) {
		Mode mode = Stream.of(Mode.values())
			.filter((each) -> each.label().equals(wanted.lowerCase()))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"mode must be one of " + Stream.of(Mode.values()).map(Mode::label).collect(Collectors.joining(", "))
							+ ", was " + wanted.mode()));
		if (mode == Mode.CARPOOL && this.properties.threadsOf(Lane.STANDARD) == 0) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					"In mode carpool nobody would serve the standard lane: start with more ambulance.threads");
		}
		this.threads.handover().mode(mode);
		this.threads.figures().restart();
		return new ModeView(mode.label());
	}

	/** The mode as it is sent and answered. */
	record ModeView(@Nullable String mode) {

		String lowerCase() {
			return String.valueOf(this.mode).toLowerCase(Locale.ROOT);
		}

	}

	/** All that there is to see; waits and idle shares of the present mode. */
	record Lanes(String mode, List<LaneView> lanes, List<ThreadView> threads) {
	}

	/**
	 * One lane.
	 *
	 * @param depth orders that wait for a thread of this process
	 * @param waitMillis how long orders waited for a thread of this process
	 * @param sinceSentMillis how long since they were sent
	 */
	record LaneView(String lane, int depth, long served, Waits waitMillis, Waits sinceSentMillis) {
	}

	/** One thread, and the share of its time that it waited for orders, 0 to 1. */
	record ThreadView(String thread, double idleShare) {
	}

}
