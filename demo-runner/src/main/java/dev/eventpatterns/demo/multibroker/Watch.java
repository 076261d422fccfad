package dev.eventpatterns.demo.multibroker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.demo.report.Chart;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the consumer again and again how far it is, and notes what was done when. */
final class Watch {

	private static final long LOOK_MILLIS = 100;

	private static final Duration STALLED = Duration.ofSeconds(20);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ServiceProcess producer;

	private final ServiceProcess consumer;

	private final List<Moment> moments = new ArrayList<>();

	private final List<Chart.Mark> marks = new ArrayList<>();

	private long begun;

	private double ended;

	private volatile Moment latest = new Moment(0, List.of());

	Watch(ServiceProcess producer, ServiceProcess consumer) {
		this.producer = producer;
		this.consumer = consumer;
	}

	/** The clock starts. */
	void begin() {
		this.begun = System.nanoTime();
	}

	/** Something is done to the system now. */
	void mark(String what) {
		this.marks.add(new Chart.Mark(second(), what));
	}

	private double second() {
		return (System.nanoTime() - this.begun) / 1e9;
	}

	/** Looks for a while. */
	void follow(Duration time, Terminal terminal) throws InterruptedException {
		long until = System.nanoTime() + time.toNanos();
		try (Terminal.Showing showing = terminal.show(this::line)) {
			while (System.nanoTime() < until) {
				look();
				Thread.sleep(LOOK_MILLIS);
			}
		}
		this.ended = second();
	}

	/** Looks until the producer gives a broker orders. */
	void followUntilUp(String broker, Duration patience, Terminal terminal) throws InterruptedException {
		long until = System.nanoTime() + patience.toNanos();
		try (Terminal.Showing showing = terminal.show(this::line)) {
			while (!isUp(broker) && System.nanoTime() < until) {
				look();
				Thread.sleep(LOOK_MILLIS);
			}
		}
	}

	private String line() {
		Moment now = this.latest;
		return String.format(Locale.ROOT, "%4.1f s  %,d orders handled, by broker %s", now.second(), now.all(),
				now.handled());
	}

	private void look() throws InterruptedException {
		try {
			List<Long> handled = new ArrayList<>();
			for (JsonNode broker : JSON.readTree(this.consumer.get("/brokers"))) {
				handled.add(broker.path("processed").asLong());
			}
			this.latest = new Moment(second(), handled);
			this.moments.add(this.latest);
		}
		catch (IOException ex) {
			// The service is busy; the next look will do.
		}
	}

	/** Waits until the producer gives a broker orders. */
	void awaitUp(String broker, Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		while (!isUp(broker)) {
			if (System.nanoTime() > deadline) {
				throw new DemoFailure("Broker " + broker + " does not answer after " + patience.toSeconds() + " s.");
			}
			Thread.sleep(LOOK_MILLIS);
		}
	}

	private boolean isUp(String name) throws InterruptedException {
		try {
			for (JsonNode broker : JSON.readTree(this.producer.get("/brokers"))) {
				if (broker.path("name").asString().equals(name)) {
					return broker.path("state").asString().equals("up");
				}
			}
		}
		catch (IOException ex) {
			// Not yet.
		}
		return false;
	}

	/**
	 * Waits until all that was accepted is handled, or nothing moves any more.
	 * @return how many are missing
	 */
	long awaitHandled(long accepted) throws InterruptedException {
		long moved = System.nanoTime();
		while (this.latest.all() < accepted && System.nanoTime() - moved < STALLED.toNanos()) {
			long before = this.latest.all();
			look();
			moved = (this.latest.all() > before) ? System.nanoTime() : moved;
			Thread.sleep(LOOK_MILLIS);
		}
		return Math.max(0, accepted - this.latest.all());
	}

	List<Moment> moments() {
		return this.moments;
	}

	List<Chart.Mark> marks() {
		return this.marks;
	}

	/**
	 * Orders a second by broker over a phase, without its first second. A mark begins
	 * each phase but the first.
	 */
	List<Double> rates(Phase phase) {
		int index = phase.ordinal();
		double from = ((index == 0) ? 0 : this.marks.get(index - 1).at()) + 1;
		double to = (index < this.marks.size()) ? this.marks.get(index).at() : this.ended;
		List<Moment> within = this.moments.stream()
			.filter((moment) -> moment.second() >= from && moment.second() <= to)
			.toList();
		List<Double> rates = new ArrayList<>();
		for (int i = 0; i < ThreeBrokers.NAMES.size(); i++) {
			rates.add((within.size() < 2) ? 0 : rate(within.get(0), within.get(within.size() - 1), i));
		}
		return rates;
	}

	private static double rate(Moment first, Moment last, int broker) {
		return (last.handled().get(broker) - first.handled().get(broker)) / (last.second() - first.second());
	}

}
