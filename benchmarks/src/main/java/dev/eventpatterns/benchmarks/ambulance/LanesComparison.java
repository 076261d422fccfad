package dev.eventpatterns.benchmarks.ambulance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.ambulance.Contender.Running;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * One arrival of urgent orders beside a backlog, served by all contenders in alternating
 * rounds.
 */
final class LanesComparison {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Bench bench;

	private final Goal goal;

	private final List<Contender> contenders;

	private final List<TradeOrder> backlog;

	private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

	private final WaitFigures figures;

	LanesComparison(Bench bench, Goal goal, List<Contender> contenders, int orders) {
		this.bench = bench;
		this.goal = goal;
		this.contenders = contenders;
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(1));
		this.backlog = Stream.generate(generator::next).limit(orders).toList();
		this.figures = new WaitFigures(goal);
		contenders
			.forEach((contender) -> bench.progress().timeLeft().expect(step(contender), bench.options().rounds() + 1));
	}

	private String step(Contender contender) {
		return this.goal.title() + contender.name();
	}

	/** Measures; the first round warms up. */
	Comparison run() throws Exception {
		for (int number = 0; number <= this.bench.options().rounds(); number++) {
			for (Contender contender : this.contenders) {
				play(contender, number);
			}
		}
		List<Measurement> measurements = new ArrayList<>();
		this.rounds.forEach((name, played) -> measurements.add(new Measurement(name, played)));
		return new Comparison(Figures.count(this.backlog.size()) + " orders of 5 ms, " + this.goal.title(),
				measurements, List.of(this.goal.target()), this.figures.all());
	}

	private void play(Contender contender, int number) throws Exception {
		String round = (number == 0) ? "warm-up" : "round " + number + " of " + this.bench.options().rounds();
		this.bench.progress().begin("%s, %s, %s".formatted(this.goal.title(), contender.name(), round));
		Workplace workplace = new Workplace(this.backlog.size());
		Double longestStandardWait;
		Optional<String> problem;
		try (Connection connection = this.bench.broker().connectionFactory().newConnection("benchmark");
				Channel channel = connection.createChannel()) {
			fill(channel, contender);
			System.gc();
			try (UrgentOrders urgent = new UrgentOrders(this.goal.arrival(),
					this.goal.arrival().limit(this.backlog.size()), contender, workplace, connection)) {
				Running running = this.bench.cleanup().add(contender.start(this.bench.broker(), workplace));
				try {
					urgent.start();
					awaitEnd(urgent, workplace);
					longestStandardWait = running.longestStandardWait();
				}
				finally {
					this.bench.cleanup().close(running);
				}
			}
			problem = problem(workplace, awaitLeft(channel, contender, workplace));
			for (String queue : contender.queues()) {
				channel.queueDelete(queue);
			}
		}
		this.bench.progress().end(step(contender));
		note(contender, number, round, workplace, longestStandardWait, problem);
	}

	private void note(Contender contender, int number, String round, Workplace workplace,
			@Nullable Double longestStandardWait, Optional<String> problem) {
		Round result = this.goal.round(workplace, this.backlog.size(), problem);
		this.bench.progress()
			.say("  %-17s %-13s %6s orders/s, urgent ones wait %.1f ms (p50), %.1f ms (p99)".formatted(contender.name(),
					round, Figures.count(result.perSecond()), workplace.waited(0.5), workplace.waited(0.99)));
		if (number > 0) {
			this.rounds.computeIfAbsent(contender.name(), (name) -> new ArrayList<>()).add(result);
			this.goal.shareOfOthers(contender, result)
				.ifPresent((share) -> this.rounds.computeIfAbsent(Goal.OTHERS, (name) -> new ArrayList<>()).add(share));
			this.figures.note(contender.name(), workplace, longestStandardWait);
		}
	}

	private void fill(Channel channel, Contender contender) throws IOException, InterruptedException {
		for (String queue : contender.queues()) {
			channel.queueDelete(queue);
		}
		contender.declare(channel);
		channel.confirmSelect();
		for (TradeOrder order : this.backlog) {
			channel.basicPublish("", contender.queueFor(false),
					TradeOrderMessages.properties(order, Instant.now(), true), TradeOrderMessages.body(order));
		}
		channel.waitForConfirms();
	}

	/** All are served, but where there are too many: there the backlog is. */
	private void awaitEnd(UrgentOrders urgent, Workplace workplace) throws InterruptedException {
		int done = 0;
		long moved = System.nanoTime();
		boolean over = false;
		while (!over && System.nanoTime() - moved < PATIENCE.toNanos()) {
			Thread.sleep(20);
			int now = workplace.handled();
			if (now > done) {
				done = now;
				moved = System.nanoTime();
			}
			over = workplace.standardDone()
					&& (this.goal.arrival() == Arrival.TOO_MANY || urgent.ended() && now >= sent(workplace));
			this.bench.progress().show(Figures.count(done) + " done");
		}
	}

	/** What a contender held when it ended comes back to its queue in a moment. */
	private int awaitLeft(Channel channel, Contender contender, Workplace workplace)
			throws IOException, InterruptedException {
		long begin = System.nanoTime();
		int left = 0;
		do {
			Thread.sleep(20);
			left = 0;
			for (String queue : contender.queues()) {
				left += channel.queueDeclarePassive(queue).getMessageCount();
			}
		}
		while (workplace.handled() + left != sent(workplace) && System.nanoTime() - begin < PATIENCE.toNanos());
		return left;
	}

	private int sent(Workplace workplace) {
		return this.backlog.size() + workplace.urgentSent();
	}

	private Optional<String> problem(Workplace workplace, int left) {
		boolean allDone = this.goal.arrival() == Arrival.TOO_MANY || left == 0;
		if (workplace.standardDone() && allDone && workplace.handled() + left == sent(workplace)) {
			return Optional.empty();
		}
		return Optional.of("%s orders were sent, %s handled, %s left".formatted(Figures.count(sent(workplace)),
				Figures.count(workplace.handled()), Figures.count(left)));
	}

}
