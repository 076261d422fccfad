package dev.eventpatterns.demo;

import java.util.List;

import dev.eventpatterns.demo.ambulance.AmbulanceDemo;
import dev.eventpatterns.demo.blueprint.BlueprintDemo;
import dev.eventpatterns.demo.delegate.ThreadDelegateDemo;
import dev.eventpatterns.demo.flow.ProducerControlFlowDemo;
import dev.eventpatterns.demo.forwarding.EventForwardingDemo;
import dev.eventpatterns.demo.monitor.ChannelMonitorDemo;
import dev.eventpatterns.demo.multibroker.MultiBrokerDemo;
import dev.eventpatterns.demo.supervisor.SupervisorConsumerDemo;
import dev.eventpatterns.demo.watch.WatchNotificationDemo;
import dev.eventpatterns.demo.workflow.WorkflowProcessorDemo;

/**
 * All demonstrations, in the order in which they are played.
 */
final class Demos {

	static final List<Demo> ALL = List.of(new EventForwardingDemo(), new ThreadDelegateDemo(), new AmbulanceDemo(),
			new ChannelMonitorDemo(), new SupervisorConsumerDemo(), new ProducerControlFlowDemo(),
			new WatchNotificationDemo(), new MultiBrokerDemo(), new WorkflowProcessorDemo(), new BlueprintDemo());

	private Demos() {
	}

	/**
	 * Picks demonstrations by name.
	 * @param names the names; none stands for all
	 * @return in the order of the names
	 * @throws DemoFailure that lists the known names, when one is not known
	 */
	static List<Demo> named(List<String> names) {
		if (names.isEmpty()) {
			return ALL;
		}
		return names.stream().distinct().map(Demos::named).toList();
	}

	private static Demo named(String name) {
		return ALL.stream()
			.filter((demo) -> demo.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new DemoFailure("There is no demo '" + name + "'. Known: "
					+ String.join(", ", ALL.stream().map(Demo::name).toList()) + "."));
	}

}
