package dev.eventpatterns.workflowprocessor.security;

import java.io.Serial;
import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** Passwords were tried too often: the next one is not even looked at. */
final class TooManyTriesException extends AuthenticationException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final long waitSeconds;

	TooManyTriesException(Duration wait) {
		super("Too many wrong passwords");
		this.waitSeconds = Math.max(1, wait.plusMillis(999).toSeconds());
	}

	long waitSeconds() {
		return this.waitSeconds;
	}

}
