package dev.eventpatterns.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@WithRabbitLab(nodes = 3, clustered = true)
class ClusterIT {

	private static final int MESSAGES = 500;

	@Test
	void losesNothingConfirmedWhenAQuorumQueuesLeaderIsKilled(RabbitLab lab) throws Exception {
		// The queue's leader is the node that its client is connected to.
		Broker leader = lab.brokers().get(0);
		List<Broker> followers = lab.brokers().subList(1, 3);
		try (Connection connection = leader.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDeclare("orders", true, false, false, Map.of("x-queue-type", "quorum"));
			channel.confirmSelect();
			for (int i = 0; i < MESSAGES; i++) {
				channel.basicPublish("", "orders", MessageProperties.PERSISTENT_BASIC,
						String.valueOf(i).getBytes(StandardCharsets.UTF_8));
			}
			channel.waitForConfirmsOrDie(30_000);
		}
		String leaderBefore = leaderOf(followers.get(0));

		leader.kill();

		String leaderAfter = await().atMost(Duration.ofSeconds(60))
			.ignoreExceptions()
			.until(() -> leaderOf(followers.get(0)), (name) -> !name.isEmpty() && !name.equals(leaderBefore));
		assertThat(leaderAfter).isNotEqualTo(leaderBefore);
		assertThat(drain(followers.get(1))).hasSize(MESSAGES);
		leader.restart();
		assertThat(leader.ctl("cluster_status", "--formatter", "json")).contains(leaderBefore).contains(leaderAfter);
	}

	private static String leaderOf(Broker broker) {
		return broker.ctl("list_queues", "leader", "--no-table-headers").strip();
	}

	private static Set<String> drain(Broker broker) throws Exception {
		Set<String> bodies = new HashSet<>();
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			await().atMost(Duration.ofSeconds(60)).until(() -> {
				for (GetResponse next = channel.basicGet("orders", true); next != null; next = channel
					.basicGet("orders", true)) {
					bodies.add(new String(next.getBody(), StandardCharsets.UTF_8));
				}
				return bodies.size() == MESSAGES;
			});
		}
		return bodies;
	}

}
