package dev.eventpatterns.demo.forwarding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.AcceptedLedger;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.ChaosSchedule;
import dev.eventpatterns.demo.chaos.Convoy;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.Timeline;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.lab.Broker;

/**
 * Sends the same orders through fire-and-forget and guaranteed forwarding at the same
 * time, kills the broker and the services of both at the same moments, and counts what
 * each has lost.
 */
public final class EventForwardingDemo implements Demo {

	static final String NAME = "event-forwarding";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String question() {
		return "how do I guarantee that no message is lost when data passes from one service to another?";
	}

	@Override
	public Section play(Stage stage) throws InterruptedException {
		Size size = Size.of(stage.options());
		List<LaneResult> results = measure(stage, size);
		return new ForwardingReport(size, stage.options(), results.get(0), results.get(1)).section();
	}

	/**
	 * Plays and counts.
	 * @return fire-and-forget and guaranteed, in this order
	 */
	static List<LaneResult> measure(Stage stage, Size size) throws InterruptedException {
		Application application = Application.of(stage, NAME);
		List<String> victims = new ArrayList<>(size.layout().processes());
		if (stage.broker().canBeKilled()) {
			victims.add(Chaos.BROKER);
		}
		ChaosSchedule schedule = ChaosSchedule.draw(victims, size.kills(), size.orders(), size.seed());
		Path folder = stage.workspace().newRunFolder(NAME);
		Timeline timeline = stage.cleanup().add(new Timeline());
		int processes = size.layout().processes().size();
		List<Integer> ports = Ports.free(processes * Way.values().length);
		List<AcceptedLedger> ledgers = List.of(new AcceptedLedger(), new AcceptedLedger());
		Convoy convoy = new Convoy(schedule.lead(), ledgers);
		List<Lane> lanes = new ArrayList<>();
		for (Way way : Way.values()) {
			Broker broker = stage.broker().withVirtualHost(way.mode());
			List<Integer> own = ports.subList(way.ordinal() * processes, (way.ordinal() + 1) * processes);
			Services services = stage.cleanup()
				.add(new Services(size.layout(), way, application, broker, own, folder.resolve(way.mode())));
			services.start();
			try {
				lanes.add(stage.cleanup()
					.add(new Lane(way, broker, services, size, schedule, timeline, ledgers.get(way.ordinal()),
							convoy)));
			}
			catch (IOException | TimeoutException ex) {
				throw new DemoFailure("Cannot declare the tap queues: " + ex.getMessage(), ex);
			}
		}
		return new Chaos(stage.broker(), stage.terminal(), timeline, lanes, schedule).play();
	}

}
