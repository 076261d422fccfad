package dev.eventpatterns.workflowprocessor.api;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Answers to what cannot be done, as {@code application/problem+json}. */
final class Problems {

	private Problems() {
	}

	static ErrorResponseException of(HttpStatus status, String title, String detail) {
		return of(status, title, detail, Map.of());
	}

	static ErrorResponseException of(HttpStatus status, String title, String detail, Map<String, Object> more) {
		ErrorResponseException problem = new ErrorResponseException(status);
		problem.setTitle(title);
		problem.setDetail(detail);
		more.forEach((name, value) -> problem.getBody().setProperty(name, value));
		return problem;
	}

	static ErrorResponseException noSuchEvent(long id) {
		return of(HttpStatus.NOT_FOUND, "No such event", "There is no event " + id + ", or not any more.");
	}

	static ErrorResponseException unprocessable(String detail) {
		return of(HttpStatus.UNPROCESSABLE_CONTENT, "Cannot be done", detail);
	}

}
