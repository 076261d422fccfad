package dev.eventpatterns.workflowprocessor.inbox;

import java.nio.file.Path;
import java.util.Map;

import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.PASSWORD;
import static dev.eventpatterns.workflowprocessor.inbox.InboxFixtures.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A hundred thousand events wait, and the page shows a few of them at a time. */
@WithRabbitLab
@SuppressWarnings("NullAway.Init")
class ManyEventsIT {

	private static final int MANY = 100_000;

	private static final String QUEUE = "ambulance.standard";

	@TempDir
	private static Path data;

	private static ConfigurableApplicationContext service;

	private static Connection connection;

	private static Browser browser;

	@BeforeAll
	static void start(Broker broker) throws Exception {
		service = InboxFixtures.service(broker, data, Map.of());
		browser = Browser.on(InboxFixtures.port(service));
		connection = broker.connectionFactory().newConnection();
		InboxFixtures.declare(connection, QUEUE);
		InboxFixtures.fail(connection, QUEUE, "many-0", "PLACE BUY AAPL A-136 many", "no number: many");
		browser.enter("anna", PASSWORD).waitFor(".row[data-order='many-0']");
		multiply(service.getBean(JdbcTemplate.class));
	}

	private static void multiply(JdbcTemplate jdbc) {
		jdbc.update(
				"""
						INSERT INTO event (id, state, group_id, order_id, context, exchange, routing_key, queue, module, cause,
						exception, message, content_type, message_id, size, preview, search, held, lineage, attempt, repairs,
						attempts, version, identity_hash, first_at, last_at, changed_at)
						SELECT nextval('event_id'), state, group_id, 'many-' || x, context, exchange, routing_key, queue, module,
						cause, exception, message, content_type, 'many-' || x, size, preview, search || ' number-' || x, held,
						random_uuid(), attempt, repairs, attempts, version, random_uuid(), first_at, last_at, changed_at
						FROM event CROSS JOIN system_range(1, ?)""",
				MANY);
		jdbc.update("""
				INSERT INTO event_content (event_id, part, properties, headers, body)
				SELECT event.id, part, properties, headers, body FROM event CROSS JOIN event_content
				WHERE order_id <> 'many-0'""");
		jdbc.update("UPDATE group_count SET events = ? WHERE state = 'WAITING'", MANY + 1);
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
	void areShownAFewAtATime() throws Exception {
		browser.open("/").see("#groups", "100,001").see("#states", "100,001").waitFor(".row[data-order='many-100000']");
		assertThat(browser.count(".row")).isEqualTo(50);
		browser.press("Load more");
		await().atMost(PATIENCE).until(() -> browser.count(".row") == 100);

		browser.open("/").waitFor(".row[data-order='many-100000']");
		for (int i = 0; i < 50; i++) {
			browser.keys("j");
		}
		browser.see("#detail h2", "many-99951").keys("j");
		await().atMost(PATIENCE).until(() -> browser.count(".row") == 100);
		browser.keys("j").see("#detail h2", "many-99950").see(".code", "PLACE BUY AAPL A-136 many");

		browser.type("#search", "many-4711").dontSee(".row[data-order='many-100000']").see("#rows", "many-4711");
		browser.open("/?q=number-99999").see("#rows", "many-99999");

		browser.open("/").waitFor(".row[data-order='many-100000']");
		InboxFixtures.fail(connection, QUEUE, "new-1", "PLACE BUY AAPL A-136 new", "no number: new");
		browser.waitFor(".row[data-order='new-1']").see("#states", "100,002");
		assertThat(browser.complaints()).isEmpty();
	}

}
