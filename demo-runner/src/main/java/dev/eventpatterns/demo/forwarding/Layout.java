package dev.eventpatterns.demo.forwarding;

import java.util.List;

/**
 * How the three hops are spread over processes. What can be killed by itself differs;
 * what may be lost, and what must not be, does not.
 */
enum Layout {

	/** Each hop in a process of its own. */
	SEPARATE("intake, forwarder and store, a process each",
			List.of(Services.INTAKE, Services.FORWARDER, Services.STORE)),

	/**
	 * All hops in one process: a third of the starts, for a demo that does not take long.
	 */
	TOGETHER("intake, forwarder and store in one process", List.of("services"));

	private final String description;

	private final List<String> processes;

	Layout(String description, List<String> processes) {
		this.description = description;
		this.processes = processes;
	}

	String description() {
		return this.description;
	}

	/** The names of the processes, any of which can be killed. */
	List<String> processes() {
		return this.processes;
	}

}
