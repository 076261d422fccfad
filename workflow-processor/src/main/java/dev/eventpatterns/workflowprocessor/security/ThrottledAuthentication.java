package dev.eventpatterns.workflowprocessor.security;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Looks at a password only if it may be tried: for the page and for Basic alike. */
final class ThrottledAuthentication implements AuthenticationProvider {

	private static final Logger log = LoggerFactory.getLogger(ThrottledAuthentication.class);

	private final AuthenticationProvider passwords;

	private final LoginThrottle throttle;

	ThrottledAuthentication(AuthenticationProvider passwords, LoginThrottle throttle) {
		this.passwords = passwords;
		this.throttle = throttle;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication login) {
		String name = login.getName();
		String address = (login.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: "";
		Duration wait = this.throttle.take(name, address);
		if (!wait.isZero()) {
			throw new TooManyTriesException(wait);
		}
		try {
			@Nullable Authentication authenticated = this.passwords.authenticate(login);
			this.throttle.giveBack(name, address);
			return authenticated;
		}
		catch (BadCredentialsException ex) {
			// Without the name: people type their password there by mistake.
			log.warn("A wrong name or password was tried from {}", address);
			throw ex;
		}
	}

	@Override
	public boolean supports(Class<?> type) {
		return this.passwords.supports(type);
	}

}
