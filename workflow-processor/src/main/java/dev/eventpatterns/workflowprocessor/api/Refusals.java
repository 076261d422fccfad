package dev.eventpatterns.workflowprocessor.api;

import java.util.stream.Collectors;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.eventpatterns.workflowprocessor.resend.BrokerAwayException;

/** Turns failures into answers that say what to do next, before Spring's own do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice("dev.eventpatterns.workflowprocessor.api")
class Refusals {

	@ExceptionHandler
	ProblemDetail onInvalid(MethodArgumentNotValidException ex) {
		String fields = ex.getFieldErrors()
			.stream()
			.map((error) -> error.getField() + " " + error.getDefaultMessage())
			.sorted()
			.collect(Collectors.joining("; "));
		return problem(HttpStatus.UNPROCESSABLE_CONTENT, "Cannot be done", fields + ".");
	}

	@ExceptionHandler
	ProblemDetail onBrokerAway(BrokerAwayException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "No broker",
				"The broker cannot be reached, so nothing was sent and nothing has changed. Try again later.");
	}

	@ExceptionHandler({ CannotCreateTransactionException.class, DataAccessResourceFailureException.class,
			TransientDataAccessException.class })
	ProblemDetail onDatabaseAway(RuntimeException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "No database",
				"The database cannot be reached, or is too busy. Try again later.");
	}

	private static ProblemDetail problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

}
