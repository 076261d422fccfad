package dev.eventpatterns.channelmonitor.room;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import dev.eventpatterns.channelmonitor.ChannelMonitorProperties;
import dev.eventpatterns.trading.amqp.MessageTime;

/** What the page at / gets beside the stream of the samples. */
@RestController
class RoomController {

	/** Points of a line as wide as a finger. */
	private static final int SPARKLINE = 60;

	private final ControlRoom room;

	private final ChannelMonitorProperties properties;

	RoomController(ControlRoom room, ChannelMonitorProperties properties) {
		this.room = room;
		this.properties = properties;
	}

	@GetMapping("/room")
	Room room() {
		return new Room(MessageTime.format(Instant.now()), this.properties.interval().toMillis() / 1e3,
				this.properties.settings().staleAfter().toMillis() / 1e3, this.properties.history().toMillis() / 1e3,
				this.properties.inboxUri());
	}

	@GetMapping("/decisions")
	ControlLog.Snapshot decisions() {
		return this.room.snapshot();
	}

	@GetMapping(path = "/decisions/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter stream() {
		return this.room.open();
	}

	/** A queue's name may have slashes, and anything else: it is no part of the path. */
	@GetMapping("/history")
	ChannelHistory history(@RequestParam String queue) {
		return this.room.history()
			.of(queue, Instant.now())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"No channel " + queue + " is watched: see /channels for those that are"));
	}

	@GetMapping("/sparklines")
	Map<String, @Nullable Long[]> sparklines() {
		return this.room.history().depths(SPARKLINE);
	}

	/**
	 * What a page has to know to show it.
	 *
	 * @param now by the clock of the monitor
	 * @param intervalSeconds from one sample of a channel to the next
	 * @param staleAfterSeconds the age from which on a sample tells nothing about now
	 * @param historySeconds how far back it looks
	 * @param inboxUri where the inbox is
	 */
	record Room(String now, double intervalSeconds, double staleAfterSeconds, double historySeconds, URI inboxUri) {
	}

}
