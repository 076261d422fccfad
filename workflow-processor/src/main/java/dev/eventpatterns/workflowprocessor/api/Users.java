package dev.eventpatterns.workflowprocessor.api;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is asking. */
@RestController
class Users {

	private static final String NOBODY = "anonymous";

	private static final String OPERATOR = "ROLE_OPERATOR";

	static String nameOf(@Nullable Principal user) {
		return (user != null) ? user.getName() : NOBODY;
	}

	@GetMapping("/api/me")
	Me me(@Nullable Authentication user) {
		boolean operator = user != null
				&& user.getAuthorities().stream().anyMatch((granted) -> OPERATOR.equals(granted.getAuthority()));
		return new Me(nameOf(user), operator ? "operator" : "viewer");
	}

	/** Who is logged in, and what that person may do. */
	record Me(String name, String role) {
	}

}
