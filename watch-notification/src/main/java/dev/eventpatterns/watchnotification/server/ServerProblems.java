package dev.eventpatterns.watchnotification.server;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.eventpatterns.watchnotification.AllowList;
import dev.eventpatterns.watchnotification.Role;

/** What the server answers when it does not do what it was asked for. */
@RestControllerAdvice
@Profile(Role.CONFIG_SERVER)
class ServerProblems {

	private static final Logger log = LoggerFactory.getLogger(ServerProblems.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	@ExceptionHandler
	ProblemDetail mistakes(MistakesException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(ex.status(), String.join("; ", ex.mistakes()));
		problem.setTitle("Not understood");
		problem.setProperty("errors", ex.mistakes());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail forbidden(AllowList.ForbiddenAddressException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "The address " + ex.getMessage()
				+ ". Who runs the server can allow it in" + " watch-notification.allowed-addresses.");
		problem.setTitle("Address not allowed");
		return problem;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> full(ConfigServer.TooManyWatchesException ex) {
		return later("Too many watches", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<ProblemDetail> notStored(RuntimeException ex) {
		log.warn("The store does not answer: {}", ex.getMessage());
		return later("Not stored", "The store does not answer. Try again: doing it twice does no harm.");
	}

	private static ResponseEntity<ProblemDetail> later(String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
		problem.setTitle(title);
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
	}

	/** A request cannot be understood. */
	static final class MistakesException extends RuntimeException {

		private final HttpStatus status;

		private final List<String> mistakes;

		MistakesException(List<String> mistakes) {
			this(HttpStatus.BAD_REQUEST, mistakes);
		}

		MistakesException(HttpStatus status, List<String> mistakes) {
			super(String.join("; ", mistakes));
			this.status = status;
			this.mistakes = List.copyOf(mistakes);
		}

		HttpStatus status() {
			return this.status;
		}

		List<String> mistakes() {
			return this.mistakes;
		}

	}

}
