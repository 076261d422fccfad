package dev.eventpatterns.supervisorconsumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.rabbitmq.client.GetResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.JSON;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ORDERS;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.PATIENCE;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.TAP;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.WORKFLOW;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.drain;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.onChannel;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.orders;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ordersAt;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.post;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.publish;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ready;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an instance does when the broker refuses or goes away. */
@WithRabbitLab(ownNode = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "supervisor-consumer.interval=200ms", "supervisor-consumer.confirm-timeout=2s",
				"supervisor-consumer.max-consumers=20", "supervisor-consumer.retry.delay=10ms",
				"supervisor-consumer.reply-timeout=20s" })
@Import(ScriptedHandler.Configuration.class)
class BrokerFaultsIT {

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedHandler handler;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			tap(broker);
			return ordersAt(this.port).path("here").path("running").asInt() >= 1;
		});
	}

	@AfterEach
	void letAllGo() {
		this.handler.forget();
	}

	@Test
	void losesNothingWhenTheBrokerIsKilledAndScalesAgainByItself(Broker broker) throws Exception {
		this.handler.takes("MANY", 10);
		publish(broker, ORDERS, orders("MANY", 1_500));
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) > 300);

		broker.kill();
		assertThat(post(this.port, "/trades", "text/plain", "BUY,AAPL,206").statusCode()).isEqualTo(503);
		await().atMost(PATIENCE).until(() -> ordersAt(this.port).path("here").path("running").asInt() == 0);
		broker.restart();

		List<GetResponse> told = new ArrayList<>();
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			drain(broker, TAP, told);
			return ids(told).size() == 1_500;
		});
		assertThat(ids(told)).hasSize(1_500);
		await().atMost(PATIENCE).until(() -> ready(broker, ORDERS) == 0);
		await().atMost(PATIENCE)
			.until(() -> post(this.port, "/trades", "text/plain", "BUY,AAPL,206").statusCode() == 200);
	}

	@Test
	void keepsAnOrderUntilTheWorkflowQueueHasIt(Broker broker) throws Exception {
		this.handler.failsFor("FAILING");
		onChannel(broker, (channel) -> channel.queueUnbind(WORKFLOW, "workflow", WORKFLOW));

		publish(broker, ORDERS, orders("FAILING", 3));

		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) >= 3);
		publish(broker, ORDERS, orders("AFTER", 1));
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) >= 1);
	}

	@Test
	void comesBackWhenItsQueueWasDeleted(Broker broker) throws Exception {
		onChannel(broker, (channel) -> channel.queueDelete(ORDERS));

		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			publish(broker, ORDERS, orders("AFTER", 1));
			return ready(broker, TAP) >= 1;
		});
		assertThat(this.handler.started()).contains("AFTER-1");
	}

	private static Set<String> ids(List<GetResponse> told) {
		return told.stream()
			.map((message) -> JSON.readTree(message.getBody()).path("orderId").asString())
			.collect(Collectors.toSet());
	}

}
