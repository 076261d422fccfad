package dev.eventpatterns.workflowprocessor.security;

import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with cookies of their own, who follows no redirect. */
final class Visitor {

	private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

	private final HttpClient http = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final int port;

	Visitor(int port) {
		this.port = port;
	}

	static String basic(String name, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofSeconds(60));
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** Begins to read what may have no end. */
	HttpResponse<InputStream> open(String path) throws Exception {
		return this.http.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
	}

	HttpResponse<String> get(String path) throws Exception {
		return send(request(path));
	}

	HttpResponse<String> call(String method, String path, String body, String... headers) throws Exception {
		HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofString(body))
			.header("Content-Type", "application/json");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request);
	}

	/** Fills in the page, as a browser does. */
	HttpResponse<String> signIn(String name, String password) throws Exception {
		Matcher token = FORM_TOKEN.matcher(get("/login").body());
		if (!token.find()) {
			throw new AssertionError("The page to sign in has no token");
		}
		String form = "_csrf=" + encoded(token.group(1)) + "&username=" + encoded(name) + "&password="
				+ encoded(password);
		return send(request("/login").header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	/** What the page sends along with whatever changes something. */
	String token() {
		return cookie("XSRF-TOKEN").orElseThrow(() -> new AssertionError("There is no token"));
	}

	Optional<String> cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map(HttpCookie::getValue)
			.findFirst();
	}

	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
