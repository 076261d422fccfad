package dev.eventpatterns.demo.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.producercontrolflow.simulation.FlowSimulation;
import dev.eventpatterns.producercontrolflow.simulation.Load;
import dev.eventpatterns.producercontrolflow.simulation.Scenario;
import dev.eventpatterns.producercontrolflow.simulation.Tick;

/** The controller, as it runs live, on loads that are only calculated. */
final class SimulatedCharts {

	private SimulatedCharts() {
	}

	static List<Chart> all() {
		Load capacity = Load.constant(200);
		return Stream
			.of(Scenario.of("a step", Load.pulse(60, 2_000, 5, 40), capacity, 60),
					Scenario.of("a ramp", Load.ramp(0, 1_000, 5, 40), capacity, 60),
					Scenario.of("a sine", Load.sine(300, 250, 20), capacity, 80),
					Scenario.of("bursts", Load.bursts(60, 1_500, 20, 8), capacity, 80),
					Scenario.of("noise", Load.pulse(60, 1_000, 5, 40).withNoise(0.5, 1), capacity.withNoise(0.3, 2),
							60))
			.flatMap((scenario) -> charts(scenario).stream())
			.toList();
	}

	private static List<Chart> charts(Scenario scenario) {
		List<Tick> ticks = FlowSimulation.run(scenario);
		double end = ticks.get(ticks.size() - 1).second();
		long deepest = Math.round(ticks.stream().mapToDouble(Tick::depth).max().orElse(0));
		List<Chart.Point> depth = ticks.stream().map((tick) -> new Chart.Point(tick.second(), tick.depth())).toList();
		List<Chart.Point> offered = ticks.stream()
			.map((tick) -> new Chart.Point(tick.second(), tick.offered()))
			.toList();
		List<Chart.Point> consumed = ticks.stream()
			.map((tick) -> new Chart.Point(tick.second(), tick.consumed()))
			.toList();
		return List.of(
				new Chart.Time("Calculated: depth under " + scenario.title(),
						"The queue holds %s orders at the most.".formatted(Figures.count(deepest)),
						"orders in the queue",
						List.of(new Chart.Series("depth", Chart.Tone.PATTERN, false, depth),
								mark("high water", scenario.settings().highWater(), end),
								mark("low water", scenario.settings().lowWater(), end)),
						List.of()),
				new Chart.Time("Calculated: rates under " + scenario.title(),
						"What producers send follows what consumers take, as long as more is offered.",
						"orders a second",
						List.of(new Chart.Series("offered", Chart.Tone.ISSUE, true, offered),
								new Chart.Series("sent", Chart.Tone.PATTERN, false, sent(ticks)),
								new Chart.Series("consumed", Chart.Tone.PATTERN, true, consumed)),
						List.of()));
	}

	static Chart.Series mark(String name, double at, double end) {
		return new Chart.Series(name, Chart.Tone.ISSUE, true,
				List.of(new Chart.Point(0, at), new Chart.Point(end, at)));
	}

	private static List<Chart.Point> sent(List<Tick> ticks) {
		List<Chart.Point> points = new ArrayList<>();
		for (int i = 1; i < ticks.size(); i++) {
			double since = ticks.get(i).second() - ticks.get(i - 1).second();
			double before = total(ticks.get(i - 1));
			points.add(new Chart.Point(ticks.get(i).second(), (total(ticks.get(i)) - before) / since));
		}
		return points;
	}

	private static double total(Tick tick) {
		return tick.sent().stream().mapToDouble(Double::doubleValue).sum();
	}

}
