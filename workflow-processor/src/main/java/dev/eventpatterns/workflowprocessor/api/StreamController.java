package dev.eventpatterns.workflowprocessor.api;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells what happens while one looks. */
@RestController
class StreamController {

	private final InboxStream stream;

	StreamController(InboxStream stream) {
		this.stream = stream;
	}

	@GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter stream() {
		return this.stream.open();
	}

}
