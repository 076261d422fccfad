package dev.eventpatterns.demo.forwarding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.chaos.ChaosSchedule;
import dev.eventpatterns.demo.chaos.Timeline;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.lab.Broker;

/**
 * Carries a schedule of kills out on all lanes at once, while their clients send.
 */
final class Chaos {

	static final String BROKER = "broker";

	private static final long LOOK_MILLIS = 20;

	/** Far longer than any outage that a single kill can cause. */
	private static final long STUCK_NANOS = 120_000_000_000L;

	private final Broker broker;

	private final Terminal terminal;

	private final Timeline timeline;

	private final List<Lane> lanes;

	private final ChaosSchedule schedule;

	private volatile String phase = "starting";

	Chaos(Broker broker, Terminal terminal, Timeline timeline, List<Lane> lanes, ChaosSchedule schedule) {
		this.broker = broker;
		this.terminal = terminal;
		this.timeline = timeline;
		this.lanes = lanes;
		this.schedule = schedule;
	}

	/**
	 * Sends all orders, kills whatever is to be killed, waits until nothing moves.
	 * @return what was measured, in the order of the lanes
	 */
	List<LaneResult> play() throws InterruptedException {
		try (Terminal.Showing showing = this.terminal.show(this::progress)) {
			for (Lane lane : this.lanes) {
				lane.services().awaitReady();
			}
			this.terminal.say("services",
					this.lanes.get(0).services().layout().description() + ", for each of the two ways");
			this.phase = "sending";
			this.lanes.forEach(Lane::startLoad);
			List<Strike> strikes = new ArrayList<>();
			for (ChaosSchedule.Kill kill : this.schedule.kills()) {
				await(() -> this.lanes.stream()
					.allMatch((lane) -> lane.flowing() && lane.accepted() >= kill.afterOrders()));
				strikes.add(strike(kill));
			}
			await(() -> this.lanes.stream().allMatch(Lane::loadFinished));
			this.phase = "draining";
			for (Lane lane : this.lanes) {
				lane.awaitDrained();
			}
			this.timeline.close();
			this.phase = "counting";
			List<LaneResult> results = new ArrayList<>();
			for (Lane lane : this.lanes) {
				results.add(lane.count(strikes));
			}
			return results;
		}
	}

	private Strike strike(ChaosSchedule.Kill kill) throws InterruptedException {
		this.terminal
			.say("kill -9   %-10s after %s orders".formatted(kill.victim(), Figures.count(kill.afterOrders())));
		Strike strike = new Strike(kill.number(), kill.victim(), this.timeline.mark(kill.victim()));
		this.phase = "kill %d/%d".formatted(kill.number(), this.schedule.kills().size());
		if (kill.victim().equals(BROKER)) {
			this.broker.kill();
			this.broker.restart();
		}
		else {
			for (Lane lane : this.lanes) {
				lane.services().killAndStart(kill.victim());
			}
			for (Lane lane : this.lanes) {
				lane.services().awaitReady();
			}
		}
		this.lanes.forEach(Lane::killed);
		return strike;
	}

	private void await(BooleanSupplier done) throws InterruptedException {
		long lastMove = System.nanoTime();
		long before = -1;
		while (!done.getAsBoolean()) {
			this.lanes.forEach(Lane::loadFinished);
			long moved = this.lanes.stream().mapToLong((lane) -> lane.accepted() + lane.stored()).sum();
			if (moved != before) {
				before = moved;
				lastMove = System.nanoTime();
			}
			if (System.nanoTime() - lastMove > STUCK_NANOS) {
				throw new DemoFailure("Nothing has moved for two minutes: the services do not recover.");
			}
			Thread.sleep(LOOK_MILLIS);
		}
	}

	private String progress() {
		StringBuilder line = new StringBuilder("%5.1f s  %-10s".formatted(this.timeline.now(), this.phase));
		for (Lane lane : this.lanes) {
			line.append("  ")
				.append(lane.way().mode())
				.append(' ')
				.append(Figures.count(lane.stored()))
				.append('/')
				.append(Figures.count(lane.accepted()));
		}
		return line.toString();
	}

}
