package dev.eventpatterns.workflowprocessor.inbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.PASSWORD;
import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.PATIENCE;
import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.fail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What people do in the inbox, in a real browser, with a real consumer behind a real
 * broker.
 */
@WithRabbitLab
@SuppressWarnings("NullAway.Init")
class InboxIT {

	/** A consumer reads from here, and says what it has processed. */
	private static final String ORDERS = "thread-delegate.orders";

	/** Nobody reads from here, so that what is sent back can be counted. */
	private static final String SHELF = "ambulance.standard";

	@TempDir
	private static Path data;

	private static ConfigurableApplicationContext service;

	private static Connection connection;

	private static OrderConsumer consumer;

	private static Browser browser;

	@BeforeAll
	static void start(Broker broker) throws Exception {
		service = InboxFixtures.service(broker, data, Map.of());
		browser = Browser.on(InboxFixtures.port(service));
		connection = broker.connectionFactory().newConnection();
		InboxFixtures.declare(connection, ORDERS);
		InboxFixtures.declare(connection, SHELF);
		consumer = new OrderConsumer(connection, ORDERS);
	}

	@AfterAll
	static void end() throws Exception {
		if (browser != null) {
			browser.close();
		}
		if (connection != null) {
			consumer.close();
			connection.close();
		}
		service.close();
	}

	@BeforeEach
	void signIn() {
		browser.leave().enter("anna", PASSWORD);
	}

	@AfterEach
	void complainedAboutNothing() {
		assertThat(browser.complaints()).isEmpty();
	}

	private static String row(String orderId) {
		return ".row[data-order='" + orderId + "']";
	}

	@Test
	void bringsAnEventFromItsArrivalToItsProcessing() throws Exception {
		browser.see("#live", "Live");
		browser.js("window.notLoadedAgain = true");

		fail(connection, ORDERS, "cycle-1", "PLACE BUY AAPL A-136 two hundred", "no number: two hundred");
		browser.waitFor(row("cycle-1"));
		fail(connection, ORDERS, "cycle-2", "PLACE BUY AAPL A-136 three hundred", "no number: three hundred");
		browser.waitFor(row("cycle-2"));
		browser.type("#search", "cycle-1").dontSee(row("cycle-2")).waitFor(row("cycle-1"));

		browser.click(row("cycle-1"))
			.see("#detail h2", "cycle-1")
			.see(".event-message", "no number: two hundred")
			.see(".code", "PLACE BUY AAPL A-136 two hundred");
		browser.press("Headers").see(".panel", "x-original-routingKey").see(".panel", ORDERS);
		browser.press("Edit and send back").see("#verdict", "Not an order yet").see(".changes", "Nothing is changed");
		browser.replace("dialog textarea", "PLACE BUY AAPL A-136 200").see("#verdict", "A valid order");
		browser.see(".diff-line.removed mark", "two hundred").see(".diff-line.added mark", "200");
		browser.press("Send back").dontSee("dialog").see("#toasts", "is sent back to " + ORDERS);

		browser.see("#detail .event-title .chip", "Processed");
		browser.press("History")
			.see(".history", "anna sent it back")
			.see(".history", "workflow-processor heard that it is processed");
		browser.click(".history summary").see(".history .diff-line.added", "200");
		assertThat(browser.js("return window.notLoadedAgain")).isEqualTo(true);
	}

	@Test
	void linksAnEventThatComesBackWithTheOneThatWasSent() throws Exception {
		fail(connection, ORDERS, "back-1", "PLACE BUY AAPL A-136 many", "no number: many");
		browser.click(row("back-1")).press("Send back as is");
		browser.press("Send back as is").dontSee("dialog");

		browser.see("#detail .event-title .chip", "Came back").see(".lineage", "later event");
		browser.click(".lineage a").see("#detail .event-title .chip", "Waiting").see(".lineage", "earlier event");
	}

	@Test
	void discardsWithAReasonAndRestores() throws Exception {
		fail(connection, SHELF, "discard-1", "PLACE BUY AAPL A-136 none", "no number: none");
		browser.click(row("discard-1")).see("#detail h2", "discard-1").press("Discard");
		browser.press("Discard").waitFor("dialog input:invalid");
		browser.type("dialog input", "Entered again by hand").press("Discard").dontSee("dialog");
		browser.see("#detail .event-title .chip", "Discarded");

		browser.press("Restore").see("#detail .event-title .chip", "Waiting");
		browser.press("History").see(".history", "Entered again by hand").see(".history", "anna restored it");
	}

	@Test
	void sendsAGroupBackAndShowsHowFarItIs() throws Exception {
		try (Channel channel = connection.createChannel()) {
			channel.queuePurge(SHELF);
			channel.confirmSelect();
			for (int i = 0; i < 40; i++) {
				fail(channel, SHELF, "bulk-" + i, "(1) B-1,SELL,AAPL,206 SHARES".getBytes(), "risk service is away");
			}
			channel.waitForConfirmsOrDie(30_000);
		}
		String group = ".group[title='risk service is away']";
		browser.see(group, "40").click(group).see(".group-head", "risk service is away");
		browser.press("Send back all 40").see("dialog", "40 waiting events");
		browser.press("Send back").see("#toasts", "40 events handled");

		try (Channel channel = connection.createChannel()) {
			await().atMost(PATIENCE).until(() -> channel.messageCount(SHELF) == 40);
			channel.queuePurge(SHELF);
		}
		browser.see("#rows", "None left");
	}

	@Test
	void stopsABulkActionWhenAsked() throws Exception {
		int events = 6_000;
		try (Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (int i = 0; i < events; i++) {
				fail(channel, SHELF, null, ("PLACE BUY AAPL A-136 x" + i).getBytes(), "a flood of them");
			}
			channel.waitForConfirmsOrDie(60_000);
		}
		String group = ".group[title='a flood of them']";
		browser.see(group, "6,000").click(group).press("Discard all");
		browser.type("dialog input", "Test data").press("Discard");

		// On a fast machine it is done before anybody could press.
		await().atMost(PATIENCE)
			.until(() -> browser.text("#toasts").matches("(?s).*(Stopped after|events handled).*")
					|| browser.js("document.querySelector('.bulk button:enabled')?.click(); return null") != null);
		String said = browser.text("#toasts");
		assertThat(said).containsPattern("Stopped after [\\d,]+ events?|6,000 events handled");
	}

	@Test
	void keepsTwoPeopleFromOverwritingEachOther() throws Exception {
		fail(connection, SHELF, "two-1", "PLACE BUY AAPL A-136 both", "no number: both");
		browser.click(row("two-1")).see("#detail h2", "two-1");

		try (Browser other = Browser.on(InboxFixtures.port(service))) {
			other.enter("ben", PASSWORD).open(browser.path()).see(".presence", "anna has this open");
			browser.see(".presence", "ben has this open").press("Edit and send back");
			browser.replace("dialog textarea", "PLACE BUY AAPL A-136 7").see("#verdict", "A valid order");
			other.press("Discard").type("dialog input", "Cancelled by the client");
			other.press("Discard").see("#detail .event-title .chip", "Discarded");

			browser.press("Send back")
				.see("dialog .notice.error", "ben")
				.see("dialog .notice.error", "is “Discarded” now")
				.see("dialog .notice.error", "Nothing was sent");
			assertThat(browser.find("dialog textarea").getDomProperty("value")).isEqualTo("PLACE BUY AAPL A-136 7");
			browser.press("Cancel").press("Cancel").dontSee("dialog");
			assertThat(other.complaints()).isEmpty();
		}
	}

	@Test
	void letsNobodyInWithAWrongPassword() {
		browser.leave().signIn("anna", "guessed").see("#notice", "Name or password is wrong");
		assertThat(browser.path()).startsWith("/login");

		browser.open("/").see("h1", "Workflow inbox").waitFor("input[name=password]");
		assertThat(browser.path()).startsWith("/login");
	}

	@Test
	void offersAViewerNothingToDo() throws Exception {
		fail(connection, SHELF, "viewer-1", "PLACE BUY AAPL A-136 look", "no number: look");
		browser.leave().enter("vera", PASSWORD).click(row("viewer-1")).see("#detail", "An operator decides");
		browser.keys("e").keys("r").keys("d");
		assertThat(browser.has("dialog")).isFalse();
		assertThat(browser.has("#detail .buttons")).isFalse();

		Object status = browser.js("""
				return fetch('/api/events/' + new URLSearchParams(location.search).get('event') + '/discard', {
				  method: 'POST', headers: { 'Content-Type': 'application/json',
				    'X-XSRF-TOKEN': /XSRF-TOKEN=([^;]+)/.exec(document.cookie)[1] },
				  body: JSON.stringify({ version: 0, reason: 'because' }) }).then((answer) => answer.status)""");
		assertThat(status).isEqualTo(403L);
	}

	@Test
	void showsMarkupAsTheTextThatItIs() throws Exception {
		String markup = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">";
		fail(connection, SHELF, "<b>markup-1</b>", markup, markup);

		browser.waitFor(row("<b>markup-1</b>")).see(".row-preview", "<script>");
		browser.click(row("<b>markup-1</b>")).see(".code", markup).see(".event-message", "<script>");
		browser.see("#detail h2", "<b>markup-1</b>").press("Headers").see(".panel", "<script>");
		browser.press("Edit and send back").replace("dialog textarea", markup + "<i>").see(".diff", "<script>");
		browser.press("Cancel").press("Cancel").dontSee("dialog");

		assertThat(browser.js("return document.title")).asString().contains("Workflow inbox");
		assertThat(browser.count("#inbox img, #inbox script, #inbox b, #inbox i")).isZero();
	}

	@Test
	void showsBytesThatAreNoTextAndDoesNotEditThem() throws Exception {
		try (Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			fail(channel, SHELF, "bytes-1", new byte[] { 0, (byte) 0xff, 'B', 'U', 'Y', (byte) 0xfe }, "not text");
			channel.waitForConfirmsOrDie(30_000);
		}
		browser.click(row("bytes-1")).see(".code", "00 ff 42 55 59 fe").see(".code", "··BUY·");

		browser.press("Edit and send back").see("#toasts", "is not text");
		browser.dontSee("dialog").click(".toast .close");
	}

	@Test
	void staysAliveWithABodyOfAMegabyte() throws Exception {
		StringBuilder body = new StringBuilder("{\"orderId\":\"big-1\",\"notes\":[");
		for (int i = 0; body.length() < 1_000_000; i++) {
			body.append("{\"line\":").append(i).append(",\"amount\":2000000.00,\"text\":\"<b>note</b>\"},");
		}
		body.append("0]}");
		fail(connection, SHELF, "big-1", body.toString(), "too much to say");

		browser.click(row("big-1")).see(".code", "2000000.00").see(".body-tools", "1.0 MB");
		int before = browser.count(".code .block");
		browser.click("#detail .more button");
		assertThat(browser.count(".code .block")).isGreaterThan(before);
		browser.press("Text").see(".code", "2000000.00").press("Bytes").see(".code", "7b 22 6f 72 64 65 72");
		browser.press("Pretty").see(".code", "\"orderId\": \"big-1\"");

		browser.press("Edit and send back").waitFor("dialog textarea");
		browser.replace("dialog textarea", body.toString().replace("\"line\":7,", "\"line\":\"seven\","));
		browser.see(".diff-line.added mark", "\"seven\"").see("#verdict", "");
		browser.press("Cancel").press("Cancel").dontSee("dialog");
	}

	@Test
	void needsNoMouse() throws Exception {
		fail(connection, ORDERS, "keys-1", "PLACE BUY AAPL A-136 by hand", "no number: by hand");
		browser.waitFor(row("keys-1"));

		browser.keys("?").see("dialog", "Keyboard shortcuts").keys(Keys.ESCAPE).dontSee("dialog");
		browser.keys("/").keys("keys-1").see("#rows", "keys-1");
		await().atMost(PATIENCE).until(() -> browser.count(".row") == 1);
		browser.keys(Keys.ESCAPE).keys("j").see("#detail h2", "keys-1");
		browser.keys(Keys.ENTER);
		assertThat(browser.focused()).isEqualTo("detail");
		browser.keys("e").waitFor("dialog textarea:focus");
		for (int i = 0; i < "by hand".length(); i++) {
			browser.keys(Keys.BACK_SPACE);
		}
		browser.keys("12").see("#verdict", "A valid order").keys(Keys.TAB);
		await().atMost(PATIENCE).until(() -> {
			if (browser.focusedText().equals("Send back")) {
				return true;
			}
			browser.keys(Keys.TAB);
			return false;
		});
		browser.keys(Keys.ENTER).dontSee("dialog").see("#detail .event-title .chip", "Processed");
		assertThat(browser.focused()).as("goes back to where it was").isEqualTo("detail");
		browser.keys(Keys.ESCAPE);
		assertThat(browser.focusedText()).contains("keys-1");
	}

	@Test
	void showsWhatARuleWouldDoAndSwitchesIt() throws Exception {
		browser.press("Rules").see("#rules h1", "Repair rules");
		assertThat(browser.path()).isEqualTo("/?view=rules");
		String first = (String) browser.js("return document.querySelector('.rule').dataset.rule");
		browser.press("Try it on what waits").see(".rule-result", "Would mend").see(".rule-result", "Nothing was sent");

		browser.js("document.querySelector('.rule input').click()");
		browser.see("#toasts", "Rule " + first + " is off").open("/?view=rules").waitFor(".rule");
		assertThat(browser.js("return document.querySelector('.rule input').checked")).isEqualTo(false);
		browser.js("document.querySelector('.rule input').click()");
		browser.see("#toasts", "Rule " + first + " is on");
	}

	@Test
	void goesBackAndForthAsAPageDoes() throws Exception {
		fail(connection, SHELF, "route-1", "PLACE BUY AAPL A-136 route", "no number: route");
		browser.click(row("route-1")).see("#detail h2", "route-1").press("Discarded");
		browser.dontSee(row("route-1")).see("#detail", "Choose an event");

		browser.js("history.back()");
		browser.see("#detail h2", "route-1").waitFor(row("route-1"));
		String path = browser.path();
		browser.leave().open(path).waitFor("input[name=username]");
		browser.type("input[name=username]", "anna").type("input[name=password]", PASSWORD).click("form button");
		browser.see("#detail h2", "route-1");
	}

	@Test
	void saysThatTheSessionHasEnded() {
		browser.js("document.cookie.split('; ').forEach((cookie) => { document.cookie = cookie + '; Max-Age=0' })");
		browser.forgetSession().press("Discarded").see("dialog", "You are signed out");
	}

	@Test
	void canBeReadByEverybody() throws Exception {
		fail(connection, SHELF, "contrast-1", "{\"orderId\":\"contrast-1\",\"quantity\":\"\ufeffmany\"}",
				"no number: many");
		for (String scheme : List.of("light", "dark")) {
			browser.colours(scheme).open("/").click(row("contrast-1")).see("#detail h2", "contrast-1");
			browser.waitFor(".code .unseen").contrastIsEnough(scheme + " event");
			browser.press("Edit and send back").waitFor("dialog .verdict *");
			browser.replace("dialog textarea", "PLACE BUY AAPL A-136 1").waitFor(".diff").see("#verdict", "valid");
			browser.contrastIsEnough(scheme + " editor").press("Cancel").press("Cancel").dontSee("dialog");
			browser.press("All").waitFor(".chip").contrastIsEnough(scheme + " all");
			browser.keys("?").see("dialog", "Keyboard").contrastIsEnough(scheme + " keys").keys(Keys.ESCAPE);
			browser.open("/?view=rules").waitFor(".rule").contrastIsEnough(scheme + " rules");
		}
		browser.leave();
		for (String scheme : List.of("light", "dark")) {
			browser.colours(scheme).open("/login?error").waitFor("#notice").contrastIsEnough(scheme + " login");
		}
		browser.colours("light");
	}

}
