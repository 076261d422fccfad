package dev.eventpatterns.eventforwarding;

import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.h2.tools.Server;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.PostgresLab;
import dev.eventpatterns.lab.TcpFaultProxy;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.FORWARDED;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.JSON;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.orders;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.persistent;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.publish;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** The store on both of its databases, each going away and coming back. */
@WithRabbitLab
class DatabaseFaultsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void holdsWhatItCannotCommitToH2AndGoesOnWhenItIsBack(Broker broker, @TempDir Path folder) throws Exception {
		Server h2 = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString()).start();
		try (TcpFaultProxy proxy = TcpFaultProxy.to("127.0.0.1", h2.getPort())) {
			String url = "jdbc:h2:tcp://127.0.0.1:" + proxy.port() + "/./store;MODE=PostgreSQL;WRITE_DELAY=0";

			holdsAndGoesOn(broker.withVirtualHost("store-on-h2"), Map.of("spring.datasource.url", url), proxy::cut,
					proxy::heal);
		}
		finally {
			h2.stop();
		}
	}

	@Test
	void holdsWhatItCannotCommitToPostgresAndGoesOnWhenItIsBack(Broker broker) throws Exception {
		try (PostgresLab postgres = postgres()) {
			holdsAndGoesOn(broker.withVirtualHost("store-on-postgres"),
					postgres.springProperties(postgres.createDatabase()), postgres::kill, postgres::restart);
		}
	}

	/** The network swallows everything, and no connection ends. */
	@Test
	void givesUpOnAPostgresThatHasFallenSilent(Broker broker) throws Exception {
		try (PostgresLab postgres = postgres(); TcpFaultProxy proxy = TcpFaultProxy.to("127.0.0.1", postgres.port())) {
			Map<String, String> database = new HashMap<>(postgres.springProperties(postgres.createDatabase()));
			database.computeIfPresent("spring.datasource.url",
					(name, url) -> url.replace(":" + postgres.port(), ":" + proxy.port()));
			database.put("spring.datasource.hikari.data-source-properties.socketTimeout", "1");
			try (ConfigurableApplicationContext store = store(broker.withVirtualHost("silent-store"), database);
					Connection connection = store.getBean(DataSource.class).getConnection();
					Statement statement = connection.createStatement()) {
				assertThat(statement.execute("SELECT 1")).isTrue();
				proxy.blackHole();

				try {
					assertThatThrownBy(() -> assertTimeoutPreemptively(PATIENCE, () -> statement.execute("SELECT 1")))
						.hasRootCauseInstanceOf(SocketTimeoutException.class);
				}
				finally {
					proxy.heal();
				}
				await().atMost(PATIENCE).ignoreExceptions().until(() -> count(store.getBean(JdbcTemplate.class)) == 0);
			}
		}
	}

	private void holdsAndGoesOn(Broker broker, Map<String, String> database, Runnable takeAway, Runnable bringBack)
			throws Exception {
		List<TradeOrder> before = orders(51, 1_000);
		List<TradeOrder> during = orders(52, 1_000);
		try (ConfigurableApplicationContext store = store(broker, database)) {
			JdbcTemplate jdbc = store.getBean(JdbcTemplate.class);
			send(broker, before);
			send(broker, before.subList(0, 100));
			await().atMost(PATIENCE).until(() -> duplicates(store) == 100);
			assertThat(count(jdbc)).isEqualTo(1_000);

			takeAway.run();
			send(broker, during);
			// Delivered and not acknowledged: if the store died now, the broker had them
			// all.
			await().atMost(PATIENCE).until(() -> ready(broker, FORWARDED) == 0);
			await().atMost(PATIENCE).until(() -> unacknowledged(broker) == 1_000);
			bringBack.run();

			await().atMost(PATIENCE).ignoreExceptions().until(() -> count(jdbc) == 2_000);
		}
		// The store is gone, so whatever it had not acknowledged would be back.
		assertThat(ready(broker, FORWARDED)).isZero();
		assertThat(ready(broker, EventForwardingFixtures.WORKFLOW)).isZero();
	}

	private static double duplicates(ConfigurableApplicationContext store) {
		return store.getBean(MeterRegistry.class).get("event.forwarding.duplicates").counter().count();
	}

	private static long unacknowledged(Broker broker) {
		String listed = broker.ctl("list_queues", "-p", broker.virtualHost(), "-q", "--no-table-headers", "name",
				"messages_unacknowledged");
		return listed.lines()
			.filter((line) -> line.startsWith(FORWARDED))
			.mapToLong((line) -> Long.parseLong(line.split("\\s+")[1]))
			.sum();
	}

	private static long count(JdbcTemplate jdbc) {
		Long count = jdbc.queryForObject("SELECT count(*) FROM trade_order", Long.class);
		return (count != null) ? count : 0;
	}

	private static void send(Broker broker, List<TradeOrder> orders) throws Exception {
		List<byte[]> bodies = new ArrayList<>();
		orders.forEach((order) -> bodies.add(TradeOrderMessages.body(order)));
		publish(broker, FORWARDED, persistent(JSON), bodies);
	}

	private static ConfigurableApplicationContext store(Broker broker, Map<String, String> database) {
		List<String> properties = new ArrayList<>();
		broker.springProperties().forEach((name, value) -> properties.add("--" + name + "=" + value));
		database.forEach((name, value) -> properties.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(EventForwardingApplication.class).profiles("store")
			.web(WebApplicationType.NONE)
			.run(properties.toArray(String[]::new));
	}

	private static PostgresLab postgres() {
		return PostgresLab.startIfInstalled().orElseGet(() -> {
			System.out.println("Skipped: " + PostgresLab.HOW_TO_GET_IT);
			return Assumptions.abort(PostgresLab.HOW_TO_GET_IT);
		});
	}

}
