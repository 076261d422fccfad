package dev.eventpatterns.workflowprocessor.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page to sign in, which works without JavaScript. Nothing of a request gets into it.
 */
@RestController
class LoginPage {

	private final String page;

	LoginPage() throws IOException {
		this.page = new ClassPathResource("inbox/login.html").getContentAsString(StandardCharsets.UTF_8);
	}

	@GetMapping("/login")
	ResponseEntity<String> page(CsrfToken token, @RequestParam(required = false) @Nullable String error,
			@RequestParam(required = false) @Nullable Long wait,
			@RequestParam(required = false) @Nullable String logout) {
		String tone = (error != null || wait != null) ? "error" : "info";
		String notice = notice(error, wait, logout);
		String filled = this.page.replace("{{csrf}}", token.getToken())
			.replace("{{tone}}", tone)
			.replace("{{role}}", tone.equals("error") ? "alert" : "status")
			.replace("{{hidden}}", notice.isEmpty() ? "hidden" : "")
			.replace("{{notice}}", notice);
		return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)).body(filled);
	}

	private static String notice(@Nullable String error, @Nullable Long wait, @Nullable String logout) {
		if (wait != null) {
			return "Too many wrong passwords. Wait " + wait + " s before you try again.";
		}
		if (error != null) {
			return "Name or password is wrong.";
		}
		return (logout != null) ? "You are signed out." : "";
	}

}
