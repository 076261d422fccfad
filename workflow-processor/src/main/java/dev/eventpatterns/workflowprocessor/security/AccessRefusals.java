package dev.eventpatterns.workflowprocessor.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Says as problem+json why a call is refused. It never asks for Basic: a browser would
 * show a window of its own, and from then on send the password with every request,
 * wherever that comes from.
 */
final class AccessRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final JsonMapper json;

	AccessRefusals(JsonMapper json) {
		this.json = json;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
			throws IOException {
		if (refusal instanceof TooManyTriesException tooMany) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.waitSeconds()));
			answer(response, HttpStatus.TOO_MANY_REQUESTS, "Too many wrong passwords",
					"Try again in " + tooMany.waitSeconds() + " s.");
			return;
		}
		answer(response, HttpStatus.UNAUTHORIZED, "Not signed in",
				"Sign in at /login, or send name and password with the request by HTTP Basic.");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
			throws IOException {
		if (refusal instanceof CsrfException) {
			answer(response, HttpStatus.FORBIDDEN, "The request cannot be trusted",
					"It does not carry the token of your session. Reload the page and try again.");
			return;
		}
		answer(response, HttpStatus.FORBIDDEN, "Not allowed",
				"You may look at events and rules. Only an operator may change them.");
	}

	private void answer(HttpServletResponse response, HttpStatus status, String title, String detail)
			throws IOException {
		if (response.isCommitted()) {
			return;
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(problem));
	}

}
