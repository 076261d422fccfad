package dev.eventpatterns.demo.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.lab.Broker;
import org.jspecify.annotations.Nullable;

/** The pattern applied: things happen to a channel, and the monitor says what it sees. */
final class Watching {

	private static final String QUEUE = "orders";

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final Duration CALM = Duration.ofSeconds(2);

	private static final long LOOK_MILLIS = 100;

	private final Stage stage;

	private final Broker broker;

	private final Watcher watcher;

	private final Map<Phase, Duration> noticed = new EnumMap<>(Phase.class);

	private final List<Chart.Point> depth = new ArrayList<>();

	private final List<Chart.Point> arrivals = new ArrayList<>();

	private final List<Chart.Point> acks = new ArrayList<>();

	private final List<Chart.Mark> marks = new ArrayList<>();

	private long began;

	private String verdict = "";

	Watching(Stage stage, Broker broker, Watcher watcher) {
		this.stage = stage;
		this.broker = broker;
		this.watcher = watcher;
	}

	/** Plays all phases; each ends when the monitor has said what is right. */
	void play() throws InterruptedException {
		this.began = System.nanoTime();
		Load load = this.stage.cleanup().add(new Load(this.broker, QUEUE, this.stage.options().seed(), 40));
		Desk desk = this.stage.cleanup().add(new Desk(this.broker, QUEUE, 80));
		for (Phase phase : Phase.values()) {
			switch (phase) {
				case STEADY -> load.pace(40);
				case LOAD_RISES -> load.pace(240);
				case HANGS -> desk.hang();
				case VANISHES -> desk.close();
			}
			watch(phase);
		}
		load.close();
		this.stage.terminal().progressDone();
	}

	private void watch(Phase phase) throws InterruptedException {
		this.stage.terminal().say("  " + phase.story());
		long from = System.nanoTime();
		while (System.nanoTime() - from < PATIENCE.toNanos()) {
			Seen seen = this.watcher.look(QUEUE);
			note(seen);
			Duration since = Duration.ofNanos(System.nanoTime() - from);
			if (seen != null && seen.verdict().equals(phase.verdict()) && !this.noticed.containsKey(phase)) {
				this.noticed.put(phase, since);
				this.stage.terminal()
					.say("", "%s after %s: %s".formatted(seen.verdict(), Figures.seconds(since), seen.reason()));
			}
			// The quiet before: until there are rates to be seen.
			boolean seenEnough = phase != Phase.STEADY
					|| (seen != null && seen.ackRate() != null && seen.ackRate() > 0 && since.compareTo(CALM) > 0);
			if (this.noticed.containsKey(phase) && seenEnough) {
				return;
			}
			Thread.sleep(LOOK_MILLIS);
		}
	}

	private void note(@Nullable Seen seen) {
		if (seen == null) {
			return;
		}
		double at = (System.nanoTime() - this.began) / 1e9;
		this.stage.terminal().progress("  " + seen.line());
		add(this.depth, at, seen.messagesReady());
		add(this.arrivals, at, seen.publishRate());
		add(this.acks, at, seen.ackRate());
		if (!seen.verdict().equals(this.verdict)) {
			this.verdict = seen.verdict();
			this.marks.add(new Chart.Mark(at, seen.verdict()));
		}
	}

	private static void add(List<Chart.Point> points, double at, @Nullable Number figure) {
		if (figure != null) {
			points.add(new Chart.Point(at, figure.doubleValue()));
		}
	}

	/** How long after each change the monitor said so; missing where it did not. */
	Map<Phase, Duration> noticed() {
		return this.noticed;
	}

	List<Chart> charts() {
		return List.of(
				new Chart.Time("What waits, as the monitor sees it",
						"The depth of the queue over time. The lines mark what the monitor said from then on.",
						"orders that wait", List.of(new Chart.Series("ready", Chart.Tone.PATTERN, false, this.depth)),
						this.marks),
				new Chart.Time("What arrives and what is done",
						"Rates over the last 3 seconds, from the broker's counters. Where they part, the queue grows.",
						"orders per second",
						List.of(new Chart.Series("acknowledged", Chart.Tone.PATTERN, false, this.acks),
								new Chart.Series("published", Chart.Tone.PATTERN, true, this.arrivals)),
						this.marks));
	}

}
