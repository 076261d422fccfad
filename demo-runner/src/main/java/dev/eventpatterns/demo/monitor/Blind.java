package dev.eventpatterns.demo.monitor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.lab.Broker;

/**
 * The issue: a consumer that is a little too slow, and nobody who looks. Everything works
 * and nothing fails, until somebody asks where an order is.
 */
final class Blind {

	private static final String QUEUE = "blind";

	private static final Duration UNTIL_SOMEBODY_ASKS = Duration.ofMillis(3_500);

	private static final long LOOK_MILLIS = 200;

	private final Stage stage;

	private final Broker broker;

	private final List<Chart.Point> depth = new ArrayList<>();

	private long behind;

	private Duration late = Duration.ZERO;

	Blind(Stage stage, Broker broker) {
		this.stage = stage;
		this.broker = broker;
	}

	void play() throws InterruptedException {
		this.stage.terminal()
			.say("issue", "a queue that nobody watches: 240 orders a second arrive, the consumer does 80");
		Load load = this.stage.cleanup().add(new Load(this.broker, QUEUE, this.stage.options().seed(), 240));
		Desk desk = this.stage.cleanup().add(new Desk(this.broker, QUEUE, 80));
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			long from = System.nanoTime();
			while (System.nanoTime() - from < UNTIL_SOMEBODY_ASKS.toNanos()) {
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
				// Only for the chart: nobody in this story sees it.
				this.behind = channel.messageCount(QUEUE);
				this.depth.add(new Chart.Point((System.nanoTime() - from) / 1e9, this.behind));
				this.stage.terminal()
					.progress("  %s orders done, no error: all is well?".formatted(Figures.count(desk.done())));
			}
			this.late = Duration.ofMillis(1_000L * this.behind / 80);
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Lost the broker: " + ex.getMessage(), ex);
		}
		load.close();
		desk.close();
		this.stage.terminal().progressDone();
		this.stage.terminal()
			.say("", "no error anywhere; then somebody asks for an order: %s are before it, %s late"
				.formatted(Figures.count(this.behind), Figures.seconds(this.late)));
	}

	/** How many orders waited when somebody asked. */
	long behind() {
		return this.behind;
	}

	/** How long an order that arrived then would have waited. */
	Duration late() {
		return this.late;
	}

	Duration unnoticed() {
		return UNTIL_SOMEBODY_ASKS;
	}

	Chart chart() {
		return new Chart.Time("What waits while nobody looks",
				"The queue grows from the first second on. Nothing in the system says so.", "orders that wait",
				List.of(new Chart.Series("ready", Chart.Tone.ISSUE, false, this.depth)), List.of());
	}

}
