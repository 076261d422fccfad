package dev.eventpatterns.supervisorconsumer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.Instance;

import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.JSON;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ORDERS;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.PATIENCE;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.TAP;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.consumers;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.drain;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.instance;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.onChannel;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.orders;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.publish;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ready;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several processes at one queue, one of which decides. */
@WithRabbitLab(ownNode = true)
class SeveralInstancesIT {

	private static final String LEADS = "decides from now on";

	private static final int CAP = 30;

	@TempDir
	private Path folder;

	private final List<Instance> instances = new ArrayList<>();

	@AfterEach
	void close() {
		this.instances.forEach(Instance::close);
	}

	@Test
	void keepTheCapTogetherAndTakeOverWithinThreeSecondsWhenTheLeaderIsKilled(Broker broker) throws Exception {
		Instance first = start(broker);
		first.awaitLogged(LEADS);
		tap(broker);
		publish(broker, ORDERS, orders("MANY", 40_000));
		try (MostConsumers most = new MostConsumers(broker); Workers workers = new Workers(broker)) {
			await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == CAP);
			Instance second = start(broker);
			Instance third = start(broker);
			second.awaitLogged("waits for orders");
			third.awaitLogged("waits for orders");
			await().atMost(PATIENCE).until(() -> workers.instances() == 3);
			assertThat(second.hasLogged(LEADS) || third.hasLogged(LEADS)).as("one decides").isFalse();

			assertThat(workers.twice()).as("consumers that went have finished their orders").isEmpty();

			first.process().kill();
			await().atMost(Duration.ofSeconds(3))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> second.hasLogged(LEADS) || third.hasLogged(LEADS));

			await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == CAP);
			assertThat(ready(broker, ORDERS)).as("there was enough to do to the end").isPositive();
			assertThat(second.hasLogged(LEADS) && third.hasLogged(LEADS)).as("one decides").isFalse();
			assertThat(most.count()).isLessThanOrEqualTo(CAP);
		}
	}

	@Test
	void giveTheConsumersOfOneThatIsKilledToTheOthers(Broker broker) throws Exception {
		Instance leader = start(broker);
		leader.awaitLogged(LEADS);
		Instance follower = start(broker);
		follower.awaitLogged("waits for orders");
		tap(broker);
		publish(broker, ORDERS, orders("LEFT", 40_000));
		try (Workers workers = new Workers(broker)) {
			await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == CAP && workers.instances() == 2);

			follower.process().kill();

			await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) < CAP);
			await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == CAP);
			assertThat(ready(broker, ORDERS)).as("there was enough to do to the end").isPositive();
		}
	}

	/** A frozen process keeps its connection until the broker misses its heartbeats. */
	@Test
	void takeOverFromALeaderThatIsFrozenAndKeepTheCapWhenItComesBack(Broker broker) throws Exception {
		Instance leader = start(broker, "--spring.rabbitmq.requested-heartbeat=2s");
		leader.awaitLogged(LEADS);
		Instance follower = start(broker);
		follower.awaitLogged("waits for orders");
		tap(broker);
		publish(broker, ORDERS, orders("COLD", 40_000));
		await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == CAP);

		leader.process().freeze();
		follower.awaitLogged(LEADS);
		await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == CAP);
		onChannel(broker, (channel) -> channel.queuePurge(TAP));

		try (MostConsumers most = new MostConsumers(broker); Workers workers = new Workers(broker)) {
			leader.process().thaw();
			await().atMost(PATIENCE).until(() -> workers.instances() == 2);
			assertThat(most.count()).isLessThanOrEqualTo(CAP);
		}
		assertThat(ready(broker, ORDERS)).as("there was enough to do to the end").isPositive();
	}

	@Test
	void finishWhatTheyHaveInHandWhenTheyAreStopped(Broker broker) throws Exception {
		Instance instance = start(broker);
		instance.awaitLogged(LEADS);
		tap(broker);
		onChannel(broker, (channel) -> channel.queuePurge(ORDERS));
		publish(broker, ORDERS, orders("HAND", 3_000));
		await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == CAP);

		assertThat(instance.process().stop(PATIENCE)).as("it ends by itself").isTrue();

		List<String> left = ids(drain(broker, ORDERS));
		List<String> done = new ArrayList<>();
		for (GetResponse event : drain(broker, TAP)) {
			done.add(JSON.readTree(event.getBody()).path("orderId").asString());
		}
		assertThat(left).isNotEmpty().doesNotContainAnyElementsOf(done);
		assertThat(left.size() + done.size()).isEqualTo(3_000);
		assertThat(done).doesNotHaveDuplicates();
	}

	private static List<String> ids(List<GetResponse> orders) {
		return orders.stream().map((order) -> order.getProps().getMessageId()).toList();
	}

	private Instance start(Broker broker, String... more) {
		List<String> settings = new ArrayList<>(List.of(more));
		settings.add("--supervisor-consumer.max-consumers=" + CAP);
		settings.add("--supervisor-consumer.work=50ms");
		Instance started = instance(broker, this.folder, "instance-" + this.instances.size(), List.of("-Xmx128m"),
				settings.toArray(String[]::new));
		this.instances.add(started);
		return started;
	}

	/** Takes down who has handled orders. */
	private static final class Workers implements AutoCloseable {

		private final Set<String> names = ConcurrentHashMap.newKeySet();

		private final Set<String> orders = ConcurrentHashMap.newKeySet();

		private final Set<String> twice = ConcurrentHashMap.newKeySet();

		private final Connection connection;

		Workers(Broker broker) throws Exception {
			this.connection = broker.connectionFactory().newConnection();
			this.connection.createChannel().basicConsume(TAP, true, (tag, message) -> {
				JsonNode event = JSON.readTree(message.getBody());
				String worker = event.path("worker").asString();
				if (!this.orders.add(event.path("orderId").asString())) {
					this.twice.add(event.path("orderId").asString());
				}
				this.names.add(worker.substring(0, worker.lastIndexOf('-')));
			}, (tag) -> {
			});
		}

		/** Orders that were handled more than once. */
		Set<String> twice() {
			return this.twice;
		}

		int instances() {
			return this.names.size();
		}

		@Override
		public void close() throws IOException {
			this.connection.close();
		}

	}

	/** Counts the consumers all the time. */
	private static final class MostConsumers implements AutoCloseable {

		private final AtomicInteger most = new AtomicInteger();

		private final AtomicBoolean ended = new AtomicBoolean();

		private final Thread thread;

		MostConsumers(Broker broker) {
			this.thread = new Thread(() -> {
				try (Connection connection = broker.connectionFactory().newConnection();
						Channel channel = connection.createChannel()) {
					while (!this.ended.get()) {
						this.most.accumulateAndGet((int) channel.consumerCount(ORDERS), Math::max);
					}
				}
				catch (Exception ex) {
					this.most.set(Integer.MAX_VALUE);
				}
			});
			this.thread.start();
		}

		int count() {
			return this.most.get();
		}

		@Override
		public void close() throws InterruptedException {
			this.ended.set(true);
			this.thread.join(PATIENCE.toMillis());
		}

	}

}
