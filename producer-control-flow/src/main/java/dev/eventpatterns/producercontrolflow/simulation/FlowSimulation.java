package dev.eventpatterns.producercontrolflow.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.producercontrolflow.ConsumerScale;
import dev.eventpatterns.producercontrolflow.FlowController;
import dev.eventpatterns.producercontrolflow.FlowDecision;
import dev.eventpatterns.producercontrolflow.FlowObservation;
import dev.eventpatterns.producercontrolflow.FlowSignal;
import dev.eventpatterns.producercontrolflow.KnownProducers;
import dev.eventpatterns.producercontrolflow.Presence;
import dev.eventpatterns.producercontrolflow.SignalGate;

/**
 * Runs the controller and the producers' gates against a queue that is only calculated,
 * in steps of ten milliseconds: orders flow like water, signals and announcements take a
 * step. The same scenario gives the same ticks.
 */
public final class FlowSimulation {

	private static final double STEP = 0.01;

	private static final double NORMAL_PER_SECOND = 100_000;

	private static final Duration VALIDITY = Duration.ofSeconds(3);

	private final Scenario scenario;

	private final FlowController controller;

	private final KnownProducers known = new KnownProducers(VALIDITY);

	private final List<Sender> senders = new ArrayList<>();

	private final List<Tick> ticks = new ArrayList<>();

	private double second;

	private double depth;

	private double consumed;

	private double idle;

	private int consumers = 1;

	private double scaleDownAt = Double.MAX_VALUE;

	private FlowSimulation(Scenario scenario) {
		this.scenario = scenario;
		this.controller = new FlowController(scenario.settings());
		scenario.producers().forEach((producer) -> this.senders.add(new Sender(producer)));
	}

	/**
	 * Calculates.
	 * @param scenario what
	 * @return a tick for each decision of the controller
	 */
	public static List<Tick> run(Scenario scenario) {
		FlowSimulation simulation = new FlowSimulation(scenario);
		int stepsPerTick = (int) Math.max(1, Math.round(scenario.settings().interval().toMillis() / (STEP * 1_000)));
		for (int step = 0; step * STEP < scenario.seconds(); step++) {
			simulation.second = step * STEP;
			simulation.flow();
			if (step % stepsPerTick == stepsPerTick - 1) {
				simulation.decide(stepsPerTick * STEP);
			}
		}
		return simulation.ticks;
	}

	private long nanos() {
		return Math.round(this.second * 1e9);
	}

	private void flow() {
		this.senders.stream().filter(Sender::runs).forEach(Sender::send);
		SimulatedSupervisor supervisor = this.scenario.supervisor();
		double capacity = STEP * ((supervisor != null) ? this.consumers * supervisor.perConsumer()
				: this.scenario.capacity().at(this.second));
		double taken = Math.min(this.depth, capacity);
		this.depth -= taken;
		this.consumed += taken;
		this.idle += (capacity > 0) ? STEP * (1 - taken / capacity) : 0;
	}

	private void decide(double since) {
		this.senders.stream().filter(Sender::runs).forEach((sender) -> this.known.on(sender.presence(), nanos()));
		if (this.scenario.supervisor() != null) {
			scale(this.scenario.supervisor());
		}
		FlowDecision decision = this.controller.decide(new FlowObservation(nanos(), Math.round(this.depth),
				this.known.published(nanos()), this.scenario.acksCounted() ? this.consumed / since : null,
				this.known.present(nanos()), scaleNow()));
		// The time stands in for the epoch: it grows from tick to tick.
		FlowSignal signal = new FlowSignal(this.scenario.settings().channel(), decision.perWeight(),
				nanos() / 1_000_000, VALIDITY.toMillis(), decision.reason());
		this.senders.stream().filter(Sender::runs).forEach((sender) -> sender.gate.receive(signal, nanos()));
		double offered = this.senders.stream().mapToDouble(Sender::offered).sum();
		this.ticks.add(new Tick(this.second, this.depth, offered, this.consumed / since,
				(this.scenario.supervisor() != null) ? this.consumers : 0, this.idle / since,
				this.senders.stream().map((sender) -> sender.sent).toList(), decision));
		this.consumed = 0;
		this.idle = 0;
	}

	private void scale(SimulatedSupervisor supervisor) {
		int wanted = (int) Math.max(1,
				Math.min(supervisor.cap(), Math.ceil(this.depth / supervisor.ordersPerConsumer())));
		if (wanted >= this.consumers) {
			this.consumers = wanted;
			this.scaleDownAt = this.second + supervisor.keepAlive();
		}
		else if (this.second >= this.scaleDownAt) {
			this.consumers = wanted;
		}
	}

	private @Nullable ConsumerScale scaleNow() {
		SimulatedSupervisor supervisor = this.scenario.supervisor();
		return (supervisor != null) ? new ConsumerScale(this.consumers, supervisor.cap()) : null;
	}

	private final class Sender {

		private final SimulatedProducer producer;

		private final SignalGate gate;

		private double backlog;

		private double sent;

		private double rate;

		Sender(SimulatedProducer producer) {
			this.producer = producer;
			this.gate = new SignalGate(FlowSimulation.this.scenario.settings().channel(), NORMAL_PER_SECOND,
					producer.weight());
		}

		boolean runs() {
			return FlowSimulation.this.second >= this.producer.startsAt();
		}

		double offered() {
			return runs() ? Math.max(0, this.producer.offered().at(FlowSimulation.this.second)) : 0;
		}

		void send() {
			this.backlog = Math.min(this.producer.buffer(), this.backlog + offered() * STEP);
			double passing = Math.min(this.backlog, this.gate.permittedPerSecond(nanos()) * STEP);
			this.rate = passing / STEP;
			this.backlog -= passing;
			this.sent += passing;
			FlowSimulation.this.depth += passing;
		}

		Presence presence() {
			return new Presence(this.producer.name(), FlowSimulation.this.scenario.settings().channel(),
					this.producer.weight(), offered(), this.rate, Math.round(this.sent), (int) Math.floor(this.backlog),
					-1, false);
		}

	}

}
