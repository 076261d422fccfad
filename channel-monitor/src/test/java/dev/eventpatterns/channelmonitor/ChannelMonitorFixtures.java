package dev.eventpatterns.channelmonitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.channelmonitor.sampling.ManagementStatistics;
import dev.eventpatterns.lab.Broker;

/** What the tests of the monitor say again and again. */
public final class ChannelMonitorFixtures {

	public static final Duration PATIENCE = Duration.ofSeconds(40);

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private ChannelMonitorFixtures() {
	}

	/** For the lab's brokers, whose statistics tick each second. */
	public static MonitorSettings settings(String... queues) {
		return MonitorSettings.of(queues).every(Duration.ofMillis(500)).withStatisticsEvery(Duration.ofSeconds(1));
	}

	/** Samples with the management API. */
	public static LocalChannelSamples sampling(Broker broker, String... queues) {
		return sampling(broker, management(broker), settings(queues));
	}

	static LocalChannelSamples sampling(Broker broker, URI management, MonitorSettings settings) {
		return new LocalChannelSamples(broker.connectionFactory(), List.of(), settings,
				new ManagementStatistics(management, broker.connectionFactory(), Duration.ofSeconds(10)))
			.start();
	}

	public static URI management(Broker broker) {
		return Objects.requireNonNull(broker.managementUri(), "the lab's brokers have a management API");
	}

	/** Starts the service, on a free port. */
	public static ConfigurableApplicationContext service(Broker broker, Map<String, String> properties) {
		Map<String, String> all = new LinkedHashMap<>(broker.springProperties());
		all.put("server.port", "0");
		all.put("channel-monitor.management-uri", management(broker).toString());
		all.put("channel-monitor.statistics-interval", "1s");
		all.put("channel-monitor.interval", "500ms");
		all.putAll(properties);
		String[] arguments = all.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
		return SpringApplication.run(ChannelMonitorApplication.class, arguments);
	}

	public static int port(ConfigurableApplicationContext service) {
		Environment environment = service.getEnvironment();
		return environment.getRequiredProperty("local.server.port", Integer.class);
	}

	public static void declare(Broker broker, String... queues) throws Exception {
		onChannel(broker, (channel) -> {
			for (String queue : queues) {
				channel.queueDeclare(queue, true, false, false, null);
			}
		});
	}

	public static void publish(Broker broker, String queue, int count) throws Exception {
		onChannel(broker, (channel) -> {
			channel.confirmSelect();
			for (int i = 0; i < count; i++) {
				publish(channel, queue);
			}
			channel.waitForConfirmsOrDie(30_000);
		});
	}

	public static void publish(Channel channel, String queue) throws IOException {
		channel.basicPublish("", queue,
				new AMQP.BasicProperties.Builder().deliveryMode(2).timestamp(Date.from(Instant.now())).build(),
				new byte[20]);
	}

	/** Takes and acknowledges. */
	public static int take(Channel channel, String queue, int atMost) throws IOException {
		int taken = 0;
		for (; taken < atMost; taken++) {
			GetResponse message = channel.basicGet(queue, false);
			if (message == null) {
				break;
			}
			channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
		}
		return taken;
	}

	public static void onChannel(Broker broker, ChannelWork work) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			work.with(channel);
		}
	}

	public static HttpResponse<String> get(int port, String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build();
		return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
	}

	/** What is done on a channel that is closed afterwards. */
	@FunctionalInterface
	public interface ChannelWork {

		void with(Channel channel) throws Exception;

	}

}
