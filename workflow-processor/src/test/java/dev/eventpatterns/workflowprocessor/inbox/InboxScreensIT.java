package dev.eventpatterns.workflowprocessor.inbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
 * Takes a picture of every view, in light and dark, wide and narrow, and sees to it that
 * none is wider than its window. The pictures go to {@code target/screens}.
 */
@WithRabbitLab
@SuppressWarnings("NullAway.Init")
class InboxScreensIT {

	private static final Path FOLDER = Path.of("target", "screens");

	private static final Map<String, int[]> SIZES = Map.of("wide", new int[] { 1440, 900 }, "middle",
			new int[] { 1000, 760 }, "narrow", new int[] { 390, 844 }, "narrowest", new int[] { 360, 700 });

	@TempDir
	private static Path data;

	private static ConfigurableApplicationContext service;

	private static Connection connection;

	private static Browser browser;

	@BeforeAll
	static void start(Broker broker) throws Exception {
		service = InboxFixtures.service(broker, data, Map.of("workflow-processor.repair-budget", "0"));
		browser = Browser.on(InboxFixtures.port(service));
		connection = broker.connectionFactory().newConnection();
		for (String queue : List.of("thread-delegate.orders", "ambulance.standard", "supervisor-consumer.orders")) {
			InboxFixtures.declare(connection, queue);
		}
		try (Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (int i = 0; i < 12; i++) {
				fail(channel, "ambulance.standard", "A136-" + (4400 + i),
						"(%d) B-123,SELL,AAPL,%d SHARES".formatted(i + 1, 206 + i).getBytes(StandardCharsets.UTF_8),
						"The risk service did not answer within 2 s");
			}
			for (int i = 0; i < 4; i++) {
				fail(channel, "supervisor-consumer.orders", "S7-" + (310 + i),
						("{\"orderId\":\"S7-%d\",\"account\":\"S-7\",\"action\":\"PLACE\",\"side\":\"SELL\","
								+ "\"symbol\":\"GOOG\",\"quantity\":\"2000000.00\",\"sequence\":%d}")
							.formatted(310 + i, i + 1)
							.getBytes(StandardCharsets.UTF_8),
						"quantity: must be a number, and is text");
			}
			for (int i = 0; i < 5; i++) {
				fail(channel, "thread-delegate.orders", "H-" + (17 + i),
						("BUY,AAPL," + (206 + i) + " shares").getBytes(StandardCharsets.UTF_8),
						"quantity: is no number: " + (206 + i) + " shares");
			}
			channel.waitForConfirmsOrDie(PATIENCE.toMillis());
		}
	}

	@AfterAll
	static void end() throws Exception {
		if (browser != null) {
			browser.close();
		}
		if (connection != null) {
			connection.close();
		}
		service.close();
	}

	@Test
	void fitIntoTheirWindows() throws Exception {
		browser.enter("anna", PASSWORD);
		for (String scheme : List.of("light", "dark")) {
			for (String size : SIZES.keySet()) {
				browser.colours(scheme).size(SIZES.get(size)[0], SIZES.get(size)[1]);
				String name = "-" + size + "-" + scheme;
				browser.open("/").waitFor(".row[data-order='H-21']").see("#groups", "12");
				picture("list" + name);
				browser.click(".row[data-order='H-21']").see("#detail h2", "H-21").see(".code", "BUY");
				picture("event" + name);
				browser.press("Edit and send back").waitFor("dialog .verdict *");
				browser.replace("dialog textarea", "BUY,AAPL,210").see("#verdict", "A valid order").waitFor(".diff");
				picture("editor" + name);
				browser.press("Cancel").press("Cancel").dontSee("dialog");
				browser.press("Discard").waitFor("dialog input");
				picture("discard" + name);
				browser.keys(Keys.ESCAPE).dontSee("dialog").press("History").waitFor(".history");
				picture("history" + name);
				browser.open("/?view=rules").waitFor(".rule");
				browser.click(".rule .button").see(".rule-result", "Would mend");
				picture("rules" + name);
			}
		}
		browser.leave();
		for (String scheme : List.of("light", "dark")) {
			for (String size : List.of("wide", "narrow")) {
				browser.colours(scheme).size(SIZES.get(size)[0], SIZES.get(size)[1]).open("/login").waitFor("form");
				picture("login-" + size + "-" + scheme);
			}
		}
	}

	private static void picture(String name) throws Exception {
		await("fonts").atMost(PATIENCE).until(() -> browser.js("return document.fonts.status").equals("loaded"));
		assertThat(browser.js("return document.documentElement.scrollWidth - window.innerWidth")).as(name)
			.isEqualTo(0L);
		browser.screenshot(FOLDER.resolve(name + ".png"));
	}

}
