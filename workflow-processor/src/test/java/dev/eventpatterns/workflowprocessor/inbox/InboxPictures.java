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
import org.springframework.jdbc.core.JdbcTemplate;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.PASSWORD;
import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.PATIENCE;
import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.fail;
import static org.awaitility.Awaitility.await;

/**
 * Takes pictures of the views, in light and dark, wide and narrow, into
 * {@code target/screens}. Runs when it is asked for by name.
 */
@WithRabbitLab
@SuppressWarnings("NullAway.Init")
class InboxPictures {

	private static final Path FOLDER = Path.of("target", "screens");

	private static final Map<String, int[]> SIZES = Map.of("wide", new int[] { 1440, 900 }, "narrow",
			new int[] { 390, 844 });

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
						"The risk service did not answer within 2 s", "java.net.SocketTimeoutException");
				if (i % 3 == 0) {
					int order = 310 + i;
					fail(channel, "supervisor-consumer.orders", "S7-" + order,
							("{\"orderId\":\"S7-%d\",\"account\":\"S-7\",\"action\":\"PLACE\",\"side\":\"SELL\","
									+ "\"symbol\":\"GOOG\",\"quantity\":\"2000000.00\",\"sequence\":%d}")
								.formatted(order, i + 1)
								.getBytes(StandardCharsets.UTF_8),
							"Limit of account S-7 is exceeded", "dev.example.risk.LimitExceededException");
				}
				if (i % 2 == 1) {
					fail(channel, "thread-delegate.orders", "H-" + (10 + i),
							("BUY,AAPL," + (200 + i) + " shares").getBytes(StandardCharsets.UTF_8),
							"quantity: is no number: " + (200 + i) + " shares",
							"dev.eventpatterns.trading.MalformedOrderException");
				}
			}
			channel.waitForConfirmsOrDie(PATIENCE.toMillis());
		}
		browser.enter("anna", PASSWORD).see("#states", "22");
		JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
		jdbc.update("""
				UPDATE event SET last_at = last_at - (25 - id) * (25 - id) * interval '17' second,
				first_at = first_at - (25 - id) * (25 - id) * interval '19' second""");
		jdbc.update("""
				UPDATE event_group SET last_at = (SELECT max(last_at) FROM event WHERE group_id = event_group.id)""");
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
	void show() throws Exception {
		for (String scheme : List.of("light", "dark")) {
			for (String size : SIZES.keySet()) {
				browser.colours(scheme).size(SIZES.get(size)[0], SIZES.get(size)[1]);
				String name = "-" + size + "-" + scheme;
				browser.open("/").waitFor(".row[data-order='H-21']").see("#groups", "12");
				picture("list" + name);
				browser.click(".row[data-order='H-21']").see("#detail h2", "H-21").see(".code", "BUY");
				picture("event" + name);
				browser.press("Edit and send back").waitFor("dialog .verdict *");
				browser.replace("dialog textarea", "BUY,AAPL,211").see("#verdict", "A valid order").waitFor(".diff");
				picture("editor" + name);
				browser.press("Cancel").press("Cancel").dontSee("dialog");
				browser.press("Discard").waitFor("dialog input");
				picture("discard" + name);
				browser.keys(Keys.ESCAPE).dontSee("dialog").press("History").waitFor(".history");
				picture("history" + name);
				browser.open("/?view=rules").waitFor(".rule");
				browser.click(".rule[data-rule='unit'] .button")
					.see(".rule[data-rule='unit'] .rule-result", "Would mend");
				picture("rules" + name);
			}
		}
		browser.leave();
		for (String scheme : List.of("light", "dark")) {
			for (String size : SIZES.keySet()) {
				browser.colours(scheme).size(SIZES.get(size)[0], SIZES.get(size)[1]).open("/login").waitFor("form");
				picture("login-" + size + "-" + scheme);
			}
		}
	}

	private static void picture(String name) throws Exception {
		browser.screenshot(FOLDER.resolve(name + ".png"));
	}

}
