package dev.eventpatterns.workflowprocessor.security;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.workflowprocessor.inbox.InboxFixtures;

import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** Who gets in, with what, and what every answer is protected by. */
@WithRabbitLab
@ExtendWith(OutputCaptureExtension.class)
class SecurityIT {

	private static final String WRONG = "wrong-but-secret-4711";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path data;

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext service;

	@BeforeAll
	static void startService(Broker broker) {
		service = InboxFixtures.service(broker, data, Map.of("workflow-processor.login.pause", "1h",
				"workflow-processor.users.dora.password", PASSWORD, "workflow-processor.users.dora.role", "operator"));
	}

	@AfterAll
	static void endService() {
		service.close();
	}

	private static Visitor visitor() {
		return new Visitor(InboxFixtures.port(service));
	}

	private static Visitor signedIn(String name) throws Exception {
		Visitor visitor = visitor();
		assertThat(visitor.signIn(name, PASSWORD).headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/").doesNotContain("login"));
		assertThat(visitor.get("/").statusCode()).isEqualTo(200);
		return visitor;
	}

	@ParameterizedTest
	@CsvSource({ "GET,/", "GET,/index.html", "GET,/js/main.js", "GET,/css/list.css", "GET,/api/me", "GET,/api/events",
			"GET,/api/events/1/body", "GET,/api/groups", "GET,/api/stream", "GET,/api/rules", "GET,/api/nothing",
			"POST,/api/events/1/resend", "POST,/api/events/1/viewing", "POST,/api/bulk", "DELETE,/api/bulk/1",
			"PUT,/api/rules/x", "GET,/actuator", "GET,/actuator/info", "GET,/actuator/prometheus", "GET,/actuator/env",
			"GET,/v3/api-docs", "GET,/error", "GET,/public/../api/me", "GET,/public/%2e%2e/api/me", "GET,//api/me",
			"GET,/api/me/", "GET,/api/me;a=b", "HEAD,/api/me", "OPTIONS,/api/me", "TRACE,/api/me" })
	void answersNothingBeforeSigningIn(String method, String path) throws Exception {
		HttpResponse<String> answer = visitor().call(method, path, "");

		assertThat(answer.statusCode()).isIn(302, 400, 401, 403, 405);
		assertThat(answer.body()).doesNotContain("anna", "\"items\"", "jvm_", "module");
		if (answer.statusCode() == 302) {
			assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
		}
	}

	@Test
	void saysAsAProblemThatSomebodyHasToSignIn() throws Exception {
		HttpResponse<String> answer = visitor().get("/api/events");

		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("WWW-Authenticate")).as("a browser would ask by itself").isEmpty();
		assertThat(answer.body()).contains("Not signed in", "/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/public/tokens.css", "/public/login.css", "/public/favicon.svg",
			"/actuator/health", "/actuator/health/liveness" })
	void answersWhatSigningInNeedsAndHealth(String path) throws Exception {
		assertThat(visitor().get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void givesWhoSignsInANewSession() throws Exception {
		Visitor visitor = visitor();
		visitor.get("/?event=17");
		String before = visitor.cookie("JSESSIONID").orElseThrow();

		HttpResponse<String> answer = visitor.signIn("anna", PASSWORD);

		assertThat(answer.headers().firstValue("Location").orElseThrow()).as("what was asked for")
			.contains("/?event=17");
		assertThat(visitor.cookie("JSESSIONID").orElseThrow()).isNotEqualTo(before);
		assertThat(answer.headers().allValues("Set-Cookie"))
			.anySatisfy((cookie) -> assertThat(cookie).startsWith("JSESSIONID=").contains("HttpOnly", "SameSite=Lax"));
		assertThat(visitor.get("/api/me").body()).contains("\"anna\"", "\"operator\"");
	}

	@Test
	void endsTheSessionWithSigningOut() throws Exception {
		Visitor visitor = signedIn("anna");
		String session = visitor.cookie("JSESSIONID").orElseThrow();

		HttpResponse<String> answer = visitor.call("POST", "/logout", "", "X-XSRF-TOKEN", visitor.token());

		assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?logout");
		assertThat(visitor().call("GET", "/api/me", "", "Cookie", "JSESSIONID=" + session).statusCode()).isEqualTo(401);
	}

	@Test
	@Timeout(120)
	void tellsNothingMoreToWhoHasSignedOut() throws Exception {
		Visitor anna = signedIn("anna");
		Visitor ben = signedIn("ben");
		try (InputStream annas = anna.open("/api/stream").body(); InputStream bens = ben.open("/api/stream").body()) {
			assertThat(annas.read()).isNotNegative();

			anna.call("POST", "/logout", "", "X-XSRF-TOKEN", anna.token());

			assertThat(new String(annas.readAllBytes(), StandardCharsets.UTF_8)).contains("waiting");
			assertThat(bens.read()).as("ben's goes on").isNotNegative();
		}
	}

	@ParameterizedTest
	@CsvSource({ "POST,/api/bulk", "POST,/api/events/1/resend", "POST,/api/events/1/discard", "PUT,/api/rules/x",
			"DELETE,/api/bulk/1", "POST,/logout" })
	void trustsNoChangeWithoutTheToken(String method, String path) throws Exception {
		Visitor visitor = signedIn("anna");

		for (String[] headers : new String[][] { {}, { "X-XSRF-TOKEN", "guessed" } }) {
			HttpResponse<String> answer = visitor.call(method, path, "{}", headers);

			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(answer.body()).contains("cannot be trusted");
		}
		assertThat(visitor.call(method, path, "{}", "X-XSRF-TOKEN", visitor.token()).statusCode()).isNotEqualTo(403);
	}

	@Test
	void signsNobodyInWithoutTheToken() throws Exception {
		Visitor visitor = visitor();
		visitor.get("/login");

		HttpResponse<String> answer = visitor.send(visitor.request("/login")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(java.net.http.HttpRequest.BodyPublishers
				.ofString("username=anna&password=" + Visitor.encoded(PASSWORD))));

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(visitor.get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void takesAPasswordWithEachRequestOfAScript() throws Exception {
		Visitor script = visitor();

		HttpResponse<String> answer = script.call("GET", "/api/me", "", "Authorization",
				Visitor.basic("anna", PASSWORD));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
		assertThat(script.get("/api/me").statusCode()).as("nothing is kept").isEqualTo(401);
		assertThat(
				script.call("POST", "/api/bulk", "{}", "Authorization", Visitor.basic("anna", PASSWORD)).statusCode())
			.as("needs no token")
			.isNotIn(401, 403);
		assertThat(script.call("GET", "/actuator/prometheus", "", "Authorization", Visitor.basic("vera", PASSWORD))
			.statusCode()).as("as Prometheus does").isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "Origin,http://evil.example", "Sec-Fetch-Site,cross-site" })
	void takesNoPasswordThatABrowserSendsByItself(String header, String value) throws Exception {
		assertThat(visitor()
			.call("POST", "/api/bulk", "{}", "Authorization", Visitor.basic("anna", PASSWORD), header, value)
			.statusCode()).isIn(401, 403);
	}

	@ParameterizedTest
	@CsvSource({ "POST,/api/events/1/resend", "POST,/api/events/1/discard", "POST,/api/events/1/restore",
			"POST,/api/bulk", "DELETE,/api/bulk/1", "PUT,/api/rules/x", "POST,/api/rules/x/tried",
			"PATCH,/api/events/1", "POST,/anything" })
	void letsAViewerChangeNothing(String method, String path) throws Exception {
		Visitor vera = signedIn("vera");

		HttpResponse<String> answer = vera.call(method, path, "{}", "X-XSRF-TOKEN", vera.token());

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("Only an operator");
		assertThat(visitor().call(method, path, "{}", "Authorization", Visitor.basic("vera", PASSWORD)).statusCode())
			.isEqualTo(403);
	}

	@Test
	void letsAViewerLook() throws Exception {
		Visitor vera = signedIn("vera");

		for (String path : List.of("/api/me", "/api/events", "/api/groups", "/api/rules")) {
			assertThat(vera.get(path).statusCode()).as(path).isEqualTo(200);
		}
		assertThat(vera.get("/api/me").body()).contains("viewer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/", "/js/main.js", "/api/me", "/api/nothing", "/actuator/health" })
	void protectsEveryAnswer(String path) throws Exception {
		var headers = signedIn("vera").get(path).headers();

		assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
			.contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
			.doesNotContain("unsafe");
		assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
		assertThat(headers.firstValue("Cache-Control").orElseThrow()).containsAnyOf("no-store", "no-cache");
		assertThat(headers.firstValue("Server")).isEmpty();
	}

	@Test
	void slowsDownWhoTriesPasswords(CapturedOutput output) throws Exception {
		Visitor visitor = visitor();
		for (int i = 0; i < 10; i++) {
			assertThat(whereTo(visitor.signIn("dora", WRONG))).endsWith("/login?error");
		}

		assertThat(whereTo(visitor.signIn("dora", WRONG))).contains("/login?wait=");
		assertThat(whereTo(visitor.signIn("dora", PASSWORD))).as("not even looked at").contains("/login?wait=");
		HttpResponse<String> script = visitor.call("GET", "/api/me", "", "Authorization",
				Visitor.basic("dora", PASSWORD));
		assertThat(script.statusCode()).isEqualTo(429);
		assertThat(script.headers().firstValue("Retry-After")).isPresent();
		assertThat(script.body()).contains("Too many wrong passwords");
		assertThat(whereTo(visitor().signIn("anna", PASSWORD))).as("others are let in").endsWith("/");
		assertThat(output.getAll()).contains("A wrong name or password was tried from").doesNotContain(WRONG, PASSWORD);
	}

	private static String whereTo(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElseThrow();
	}

	@Test
	void tellsNobodyWhetherANameExists() throws Exception {
		HttpResponse<String> known = visitor().signIn("ben", WRONG);
		HttpResponse<String> unknown = visitor().signIn("nobody", WRONG);

		assertThat(known.headers().firstValue("Location").orElseThrow())
			.isEqualTo(unknown.headers().firstValue("Location").orElseThrow());
		assertThat(visitor().get("/login?error").body()).contains("Name or password is wrong");
	}

	@ParameterizedTest
	@ValueSource(strings = { "' OR '1'='1", "'; DROP TABLE event; --", "\" OR 1=1 --", "%", "_", "\\", "\u0000",
			"<script>alert(1)</script>" })
	void takesWhatIsAskedForAsTextOnly(String text) throws Exception {
		Visitor anna = signedIn("anna");

		for (String name : List.of("q", "state", "group", "module", "queue", "from", "to", "cursor", "size")) {
			HttpResponse<String> answer = anna.get("/api/events?" + name + "=" + Visitor.encoded(text));

			assertThat(answer.statusCode()).as(name + " " + answer.body()).isIn(200, 400);
			assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("json");
			assertThat(answer.body()).doesNotContain("SELECT", "org.h2", "Exception");
		}
		for (String path : List.of("/api/events/", "/api/groups/", "/api/bulk/", "/js/")) {
			HttpResponse<String> answer = anna.get(path + Visitor.encoded(text).replace("+", "%20"));

			assertThat(answer.statusCode()).as(path).isIn(400, 404);
			assertThat(answer.headers().firstValue("Content-Type").orElse("")).doesNotContain("text/html;charset=UTF");
		}
		assertThat(anna.get("/api/events").statusCode()).isEqualTo(200);
	}

	@Test
	void putsNothingOfARequestIntoThePageToSignIn() throws Exception {
		String script = Visitor.encoded("<script>alert(1)</script>");

		assertThat(visitor().get("/login?error=" + script + "&logout=" + script).body()).doesNotContain("<script>");
		assertThat(visitor().get("/login?wait=" + script).statusCode()).isEqualTo(400);
		assertThat(visitor().signIn("<script>alert(1)</script>", WRONG).headers().firstValue("Location").orElseThrow())
			.doesNotContain("script");
	}

}
