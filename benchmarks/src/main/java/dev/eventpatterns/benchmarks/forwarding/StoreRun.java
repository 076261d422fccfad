package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The store emptying one queue into an empty database. The time is taken by its own
 * counter of committed orders; the result is checked in the database.
 */
final class StoreRun {

	private static final String QUEUE = "store";

	private static final Duration LOOK_EVERY = Duration.ofMillis(10);

	private static final Duration STALLED = Duration.ofSeconds(30);

	private final Bench bench;

	private final Map<String, String> database;

	private final int batchSize;

	private final int orders;

	StoreRun(Bench bench, Map<String, String> database, int batchSize, int orders) {
		this.bench = bench;
		this.database = database;
		this.batchSize = batchSize;
		this.orders = orders;
	}

	/** Puts as many different orders into the queue. */
	void fill() throws IOException, TimeoutException, InterruptedException {
		try (Connection connection = this.bench.broker().connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDelete(QUEUE);
			channel.queueDeclare(QUEUE, true, false, false, OrderTopology.orderQueue(QUEUE).getArguments());
		}
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(1));
		Filling.fill(this.bench.broker(), QUEUE, this.orders, (number) -> {
			TradeOrder order = generator.next();
			return new Filling.Content(TradeOrderMessages.properties(order, Instant.now(), true),
					TradeOrderMessages.body(order));
		}, this.bench.progress());
	}

	/** Lets the store empty the queue. */
	Round run() throws Exception {
		Map<String, String> properties = new LinkedHashMap<>(this.database);
		properties.put("event-forwarding.queue.forwarded", QUEUE);
		properties.put("event-forwarding.batch.size", String.valueOf(this.batchSize));
		ConfigurableApplicationContext store = this.bench.cleanup()
			.add(Application.start("store", this.bench.broker(), properties));
		try {
			Duration took = time(store.getBean(MeterRegistry.class).get("event.forwarding.stored").counter());
			return new Round(this.orders, took, problem(store.getBean(JdbcTemplate.class)));
		}
		finally {
			this.bench.cleanup().close(store);
		}
	}

	private Duration time(Counter stored) throws InterruptedException {
		long begin = System.nanoTime();
		long moved = begin;
		double arrived = 0;
		while (arrived < this.orders) {
			long asked = System.nanoTime();
			double now = stored.count();
			if (now > arrived) {
				arrived = now;
				moved = asked;
			}
			else if (arrived == 0) {
				begin = asked;
			}
			if (asked - moved > STALLED.toNanos()) {
				break;
			}
			this.bench.progress()
				.show(Figures.count(arrived) + " stored, "
						+ Figures.count(arrived / Math.max(1e-3, (asked - begin) / 1e9)) + "/s");
			Thread.sleep(LOOK_EVERY.toMillis());
		}
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	private Optional<String> problem(JdbcTemplate jdbc) {
		Long rows = jdbc.queryForObject("SELECT count(*) FROM trade_order", Long.class);
		return (rows != null && rows == this.orders) ? Optional.empty()
				: Optional.of("of " + Figures.count(this.orders) + " orders " + rows + " are in the database");
	}

}
