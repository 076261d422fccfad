package dev.eventpatterns.workflowprocessor.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells what happens while one looks, and is signed in. */
@RestController
class StreamController {

	private final InboxStream stream;

	StreamController(InboxStream stream) {
		this.stream = stream;
	}

	@GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter stream(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return this.stream.open((session != null) ? session.getId() : null);
	}

}
