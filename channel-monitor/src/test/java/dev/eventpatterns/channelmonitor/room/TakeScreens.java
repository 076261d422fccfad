package dev.eventpatterns.channelmonitor.room;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.service.ControlEvent;

import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.port;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.publish;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Plays a scene of two minutes over a real broker and takes the README's pictures of the
 * control room. It is no part of a build; the README says how to run it.
 */
@WithRabbitLab
class TakeScreens {

	private static final int SCENE_SECONDS = 118;

	private static final int TICKS = 5;

	private static final JsonMapper JSON = new JsonMapper();

	private final Map<Integer, ControlEvent> script = new LinkedHashMap<>();

	private volatile int tick;

	@Test
	void ofTheControlRoom(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection()) {
			List<Traffic> traffic = new ArrayList<>();
			Traffic blueprint = new Traffic(connection, "blueprint.orders", 2,
					(second) -> (second > 30 && second < 75) ? 320 : 80,
					(second) -> (second < 36) ? 80 : (second < 42) ? 200 : (second < 100) ? 360 : 160);
			traffic.add(blueprint);
			traffic.add(steady(connection, "blueprint.priority", 12));
			traffic.add(steady(connection, "event-forwarding.orders", 90));
			traffic.add(steady(connection, "event-forwarding.forwarded", 90));
			traffic.add(steady(connection, "multi-broker.orders", 45));
			traffic.add(steady(connection, "supervisor-consumer.requests", 25));
			traffic.add(new Traffic(connection, "thread-delegate.orders", 1, (second) -> (second > 80) ? 70 : 50,
					(second) -> 50));
			traffic.add(new Traffic(connection, "settlement.end-of-day", 1, (second) -> (second < 60) ? 10 : 0,
					(second) -> (second < 40) ? 10 : 0));
			traffic.add(new Traffic(connection, "reports.nightly", 0, (second) -> 4, (second) -> 0));
			write();
			try (ConfigurableApplicationContext service = service(broker,
					Map.of("channel-monitor.interval", "1s", "channel-monitor.history", "2m"));
					Browser browser = Browser.startIfInstalled().orElseThrow()) {
				ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
				Channel control = connection.createChannel();
				clock.scheduleAtFixedRate(() -> step(control, blueprint, traffic), 0, 1_000 / TICKS,
						TimeUnit.MILLISECONDS);
				await().atMost(Duration.ofSeconds(2 * SCENE_SECONDS)).until(() -> this.tick / TICKS >= SCENE_SECONDS);
				picture(browser, service);
				clock.shutdownNow();
			}
		}
	}

	private static Traffic steady(Connection connection, String queue, int rate) throws Exception {
		return new Traffic(connection, queue, 2, (second) -> rate + (second * 7) % 5, (second) -> rate + 6);
	}

	private void write() {
		String orders = "blueprint.orders";
		decide(37, "supervisor-consumer", "scale-up", orders, 2, 5,
				"1,450 messages ask for 145 consumers; at most 3 more at a time");
		decide(43, "supervisor-consumer", "scale-up", orders, 5, 9,
				"2,200 messages ask for 220 consumers; 9 are allowed");
		decide(48, "producer-control-flow", "throttled", orders, null, 290, "depth 2310 has reached high water 1000");
		decide(55, "thread-delegate", "held", "thread-delegate.orders", null, 2, "A-136, B-207");
		decide(62, "multi-broker", "drained", "multi-broker.orders", 3, 2,
				"broker b2 does not answer; its orders go to b1 and b3");
		decide(70, "producer-control-flow", "raised", orders, 290, 330, "depth falls, and 9 consumers do 360/s");
		decide(78, "workflow-processor", "inbox", "workflow.events", null, 3, "");
		decide(85, "producer-control-flow", "released", orders, 330, null, "depth 480 is below low water 500");
		decide(101, "supervisor-consumer", "scale-down", orders, 9, 4, "nothing waits, and five were idle for 10 s");
		decide(110, "thread-delegate", "held", "thread-delegate.orders", null, 2, "A-136, B-207");
		decide(111, "workflow-processor", "inbox", "workflow.events", null, 3, "");
	}

	private void decide(int second, String source, String kind, String channel, @Nullable Number from,
			@Nullable Number to, String reason) {
		this.script.put(second, new ControlEvent(source, kind, channel, from, to, reason, ""));
	}

	private void step(Channel control, Traffic blueprint, List<Traffic> traffic) {
		try {
			int second = this.tick / TICKS;
			for (Traffic each : traffic) {
				each.step(second);
			}
			ControlEvent event = (this.tick % TICKS == 0) ? this.script.get(second) : null;
			if (event != null) {
				ControlEvent now = ControlEvent.now(event.source(), event.kind(), event.channel(), event.from(),
						event.to(), event.reason());
				control.basicPublish(ControlEvent.EXCHANGE, now.routingKey(), null, JSON.writeValueAsBytes(now));
				if (event.kind().startsWith("scale")) {
					blueprint.consumers(event.to().intValue());
				}
			}
			this.tick++;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void picture(Browser browser, ConfigurableApplicationContext service) throws Exception {
		Path docs = Path.of("").toAbsolutePath().resolveSibling("docs");
		for (String scheme : List.of("light", "dark")) {
			for (boolean phone : List.of(false, true)) {
				browser.resize(phone ? 390 : 1920, phone ? 2060 : 1080, phone);
				browser.prefer(scheme);
				browser.open("http://localhost:" + port(service) + "/#queue=blueprint.orders");
				await().atMost(Duration.ofSeconds(30)).until(() -> browser.text("#live").equals("Live"));
				await().atMost(Duration.ofSeconds(30)).until(() -> browser.text("#chosen-verdict").equals("OK"));
				await().atMost(Duration.ofSeconds(30)).until(() -> browser.text("#log").contains("Scale down"));
				SmallPicture.write(browser.picture(),
						docs.resolve("control-room-" + (phone ? "phone-" : "") + scheme + ".png").toFile());
			}
		}
		assertThat(docs.resolve("control-room-light.png")).isNotEmptyFile();
	}

	/**
	 * A queue into which messages go, and consumers that take so many of them a second.
	 */
	private static final class Traffic {

		private final Channel channel;

		private final String queue;

		private final IntUnaryOperator arrivals;

		private final IntUnaryOperator service;

		private final List<String> consumers = new ArrayList<>();

		private final BlockingQueue<Long> inWork = new LinkedBlockingQueue<>();

		private double toPublish;

		private double toServe;

		Traffic(Connection connection, String queue, int consumers, IntUnaryOperator arrivals, IntUnaryOperator service)
				throws Exception {
			this.channel = connection.createChannel();
			this.queue = queue;
			this.arrivals = arrivals;
			this.service = service;
			this.channel.queueDeclare(queue, true, false, false, null);
			this.channel.basicQos(20);
			consumers(consumers);
		}

		void consumers(int wanted) throws Exception {
			while (this.consumers.size() < wanted) {
				this.consumers.add(this.channel.basicConsume(this.queue, false,
						(tag, message) -> this.inWork.add(message.getEnvelope().getDeliveryTag()), (tag) -> {
						}));
			}
			while (this.consumers.size() > wanted) {
				this.channel.basicCancel(this.consumers.remove(this.consumers.size() - 1));
			}
		}

		void step(int second) throws Exception {
			this.toPublish += (double) this.arrivals.applyAsInt(second) / TICKS;
			for (; this.toPublish >= 1; this.toPublish--) {
				publish(this.channel, this.queue);
			}
			this.toServe = Math.min(this.toServe + (double) this.service.applyAsInt(second) / TICKS, 400);
			for (; this.toServe >= 1; this.toServe--) {
				Long tag = this.inWork.poll();
				if (tag == null) {
					break;
				}
				this.channel.basicAck(tag, false);
			}
		}

	}

}
