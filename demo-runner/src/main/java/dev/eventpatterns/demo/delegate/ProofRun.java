package dev.eventpatterns.demo.delegate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BooleanSupplier;

import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.ChaosSchedule;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.demo.chaos.Timeline;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrderGenerator;

/**
 * Puts one set-up to the proof: orders are fed while consumers and the broker are killed,
 * and what the consumers publish about each order is checked.
 */
final class ProofRun {

	private static final double SKEW = 1.1;

	private static final Duration START = Duration.ofSeconds(120);

	/** Far longer than any outage that a single kill can cause. */
	private static final Duration STUCK = Duration.ofSeconds(90);

	/**
	 * RabbitMQ 3.10 forgets a quorum queue that is killed right after its declaration.
	 */
	private static final Duration SETTLED = Duration.ofSeconds(3);

	private static final long LOOK_MILLIS = 20;

	private final Stage stage;

	private final Setup setup;

	private final int orders;

	private final int accounts;

	private final ChaosSchedule schedule;

	private final Broker broker;

	private final CompletionLog log = new CompletionLog();

	private final List<ServiceProcess> consumers = new ArrayList<>();

	private final Timeline timeline = new Timeline();

	private volatile String phase = "starting";

	ProofRun(Stage stage, Application application, Setup setup, int orders, int accounts, ChaosSchedule schedule) {
		this.stage = stage;
		this.setup = setup;
		this.orders = orders;
		this.accounts = accounts;
		this.schedule = schedule;
		this.broker = stage.broker().withVirtualHost(setup.virtualHost());
		Path folder = stage.workspace().newRunFolder(ThreadDelegateDemo.NAME);
		List<String> arguments = new ArrayList<>(
				List.of("--spring.profiles.active=consumer", "--thread-delegate.delegates=16",
						"--thread-delegate.work=500us", "--thread-delegate.work-variation=1"));
		arguments.addAll(setup.arguments());
		List<Integer> ports = Ports.free(setup.consumers());
		for (int i = 0; i < setup.consumers(); i++) {
			this.consumers.add(stage.cleanup()
				.add(application.process(setup.virtualHost() + "-" + i, this.broker, ports.get(i), folder, arguments)));
		}
	}

	/** Plays it until all is completed, or nothing moves any more. */
	ProofResult play() throws InterruptedException {
		try (CompletionTap tap = this.stage.cleanup().add(new CompletionTap(this.broker, this.log));
				OrderFeeder feeder = this.stage.cleanup()
					.add(new OrderFeeder(this.broker, this.setup, orders(), this.orders, this.log::count));
				Terminal.Showing showing = this.stage.terminal().show(this::progress)) {
			tap.start();
			this.consumers.forEach(ServiceProcess::start);
			for (ServiceProcess consumer : this.consumers) {
				consumer.awaitReady(START);
			}
			Thread.sleep(SETTLED.toMillis());
			this.phase = "running";
			double begin = this.timeline.now();
			Timeline.Track track = this.timeline.follow(() -> OptionalLong.of(this.log.count()));
			feeder.start();
			int[] kills = strikeAll();
			this.phase = "draining";
			await(() -> feeder.done() && this.log.count() >= this.orders);
			double end = this.timeline.now();
			return new ProofResult(this.setup, this.orders, this.accounts, this.log.count(), this.log.violations(),
					this.log.accountsConcerned(),
					feeder.done() ? this.log.lost(feeder.sent()) : this.orders - this.log.count(),
					this.log.duplicates(), tap.handedOver(), kills[0], kills[1],
					Duration.ofMillis(Math.round((end - begin) * 1000)), track.points(), this.timeline.marks());
		}
		finally {
			this.timeline.close();
			this.consumers.forEach(ServiceProcess::close);
		}
	}

	private TradeOrderGenerator orders() {
		return new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(this.stage.options().seed())
			.withAccounts(this.accounts)
			.withSkew(SKEW));
	}

	/** How often consumers and the broker were killed. */
	private int[] strikeAll() throws InterruptedException {
		int[] kills = new int[2];
		Random random = new Random(this.stage.options().seed());
		for (ChaosSchedule.Kill kill : this.schedule.kills()) {
			if (!await(() -> this.log.count() >= kill.afterOrders())) {
				return kills;
			}
			this.phase = "kill %d/%d".formatted(kill.number(), this.schedule.kills().size());
			this.stage.terminal()
				.say("kill -9   %-10s after %s orders".formatted(kill.victim(), Figures.count(this.log.count())));
			this.timeline.mark(kill.victim());
			if (kill.victim().equals(ProofSize.BROKER)) {
				this.broker.kill();
				this.broker.restart();
				kills[1]++;
			}
			else {
				ServiceProcess victim = this.consumers.get(random.nextInt(this.consumers.size()));
				victim.kill();
				victim.start();
				victim.awaitReady(START);
				kills[0]++;
			}
			// What was completed before the kill may still be on its way to the log.
			int before = this.log.count();
			await(() -> this.log.count() > before || before == this.orders);
		}
		return kills;
	}

	/** Waits; false when nothing has moved for long. */
	private boolean await(BooleanSupplier reached) throws InterruptedException {
		int before = this.log.count();
		long moved = System.nanoTime();
		while (!reached.getAsBoolean()) {
			int now = this.log.count();
			if (now > before) {
				before = now;
				moved = System.nanoTime();
			}
			if (System.nanoTime() - moved > STUCK.toNanos()) {
				return false;
			}
			Thread.sleep(LOOK_MILLIS);
		}
		return true;
	}

	private String progress() {
		return "%6.1f s  %s, %s: %s of %s completed, %s out of order".formatted(this.timeline.now(), this.setup.name(),
				this.phase, Figures.count(this.log.count()), Figures.count(this.orders),
				Figures.count(this.log.violations()));
	}

}
