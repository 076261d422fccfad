package dev.eventpatterns.channelmonitor.publishing;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers those for whom a stream has no place. */
@RestControllerAdvice
class StreamProblems {

	@ExceptionHandler
	ResponseEntity<ProblemDetail> on(EventStream.TooManyReadersException refused) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, refused.getMessage());
		problem.setTitle("Too many readers");
		// The stream's own type would not do for a problem.
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem);
	}

}
